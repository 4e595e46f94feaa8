import { distance } from 'fastest-levenshtein';

/** Packages whose names are worth imitating: the most downloaded ones of workflows. */
const wellKnown = new Set(
  (
    'absl-py aiobotocore aiohttp aiosignal airflow alembic altair anyio apache-airflow apache-beam arrow asgiref asyncpg attrs ' +
    'authlib awscli awswrangler azure-core azure-identity azure-storage-blob bcrypt beautifulsoup4 black boto boto3 botocore ' +
    'cachetools catboost celery certifi cffi chardet charset-normalizer clickhouse-connect click cloudpickle colorama coloredlogs ' +
    'cryptography cython dask databricks-sdk datadog dateparser dbt-core deltalake dill distro django dnspython docker duckdb ' +
    'elasticsearch fabric faker fastapi fastavro fastparquet feedparser filelock flake8 flask fsspec gcsfs geopandas gitpython ' +
    'google-api-core google-api-python-client google-auth google-cloud-bigquery google-cloud-storage graphviz greenlet grpcio ' +
    'gunicorn h5py hdfs httpcore httpx huggingface-hub hvac idna imageio importlib-metadata isort jaydebeapi jinja2 jmespath ' +
    'joblib jsonschema jupyter kafka-python keras kubernetes lightgbm loguru lxml markdown markupsafe marshmallow matplotlib ' +
    'mlflow mock msgpack mypy mysqlclient mysql-connector-python nltk networkx notebook numba numpy oauthlib openai opencv-python ' +
    'openpyxl opensearch-py oracledb orjson packaging pandas paramiko passlib pendulum pika pillow pip plotly polars prefect ' +
    'prometheus-client prophet protobuf psutil psycopg psycopg2 psycopg2-binary pyarrow pyasn1 pycparser pycryptodome pydantic ' +
    'pygments pyhive pyjwt pymongo pymssql pymysql pynacl pyodbc pyopenssl pyparsing pyspark pysftp pytest python-dateutil ' +
    'python-dotenv python-jose python-slugify pytz pyyaml redis regex requests requests-oauthlib rich rsa s3fs s3transfer scikit-learn ' +
    'scipy scrapy seaborn selenium sentry-sdk setuptools shapely simplejson six slack-sdk snowflake-connector-python spacy ' +
    'sqlalchemy sqlparse statsmodels structlog tabulate tenacity tensorflow tensorboard toml torch torchvision tornado tqdm ' +
    'transformers trino twilio typer typing-extensions tzdata tzlocal ujson urllib3 uvicorn virtualenv websocket-client websockets ' +
    'werkzeug wheel wrapt xgboost xlrd xlsxwriter xmltodict yarl zeep zipp zstandard'
  ).split(' '),
);

const shortest = 5;

/** PEP 503's form of a package's name. */
export const normalisePackage = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

const isSwapped = (a: string, b: string): boolean => {
  const at = [...a].findIndex((each, index) => each !== b[index]);
  return (
    a.length === b.length &&
    at !== -1 &&
    a[at] === b[at + 1] &&
    a[at + 1] === b[at] &&
    a.slice(at + 2) === b.slice(at + 2)
  );
};

/** The well-known package that a name is one slip away from; nothing where it is well known itself. */
export const misspeltPackage = (name: string): string | undefined => {
  const normal = normalisePackage(name);
  if (normal.length < shortest || wellKnown.has(normal)) {
    return undefined;
  }
  const bare = normal.replace(/^(python|py)-?|-?(python|py|lib|utils?)\d?$/g, '');
  for (const known of wellKnown) {
    const isNear =
      known.length >= shortest &&
      Math.abs(known.length - normal.length) <= 1 &&
      (distance(known, normal) === 1 || isSwapped(known, normal));
    const isGlued = known.includes('-') && known.replaceAll('-', '') === normal.replaceAll('-', '');
    if (isNear || isGlued || (known === bare && bare !== normal && known.length >= shortest)) {
      return known;
    }
  }
  return undefined;
};
