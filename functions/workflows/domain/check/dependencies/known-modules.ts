const standardLibrary =
  '__future__ __main__ abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 ' +
  'cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent ' +
  'configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis ' +
  'distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib ' +
  'functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr ' +
  'imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math ' +
  'mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator ' +
  'optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile ' +
  'pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy ' +
  'sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 ' +
  'sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig ' +
  'syslog tabnanny tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace ' +
  'traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref ' +
  'webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo';

/** What the requirements of apache-airflow 3.3.2 bring along, and the Amazon provider's, which MWAA always has. */
const withAirflow =
  'airflow aiosmtplib aiosqlite alembic anyio argcomplete arrow asgiref attr attrs boto3 botocore cachetools cadwyn certifi ' +
  'charset_normalizer click colorlog cron_descriptor croniter cryptography dateutil deprecated dill fastapi fsspec google greenlet ' +
  'grpc h11 httpcore httpx idna importlib_metadata itsdangerous jinja2 jmespath jsonschema jwt lazy_object_proxy libcst lockfile mako ' +
  'markupsafe methodtools more_itertools msgspec natsort opentelemetry packaging pathspec pendulum pluggy psutil pydantic ' +
  'pydantic_core pygments pytz referencing requests rich s3transfer setproctitle setuptools six slugify sniffio sqlalchemy sqlparse ' +
  'starlette structlog svcs tabulate tenacity termcolor typing_extensions tzdata upath urllib3 uuid6 uvicorn watchtower wrapt yaml zipp';

/** Modules that every environment has. */
export const knownModules: ReadonlySet<string> = new Set(`${standardLibrary} ${withAirflow}`.split(' '));

/** Packages that have another name than what is imported of them. */
export const packageNames: Readonly<Record<string, string>> = {
  MySQLdb: 'mysqlclient',
  OpenSSL: 'pyopenssl',
  PIL: 'pillow',
  bs4: 'beautifulsoup4',
  cv2: 'opencv-python',
  dns: 'dnspython',
  docx: 'python-docx',
  dotenv: 'python-dotenv',
  git: 'gitpython',
  jose: 'python-jose',
  kafka: 'kafka-python',
  ldap: 'python-ldap',
  nacl: 'pynacl',
  pptx: 'python-pptx',
  psycopg2: 'psycopg2-binary',
  skimage: 'scikit-image',
  sklearn: 'scikit-learn',
  slack_sdk: 'slack-sdk',
  snowflake: 'snowflake-connector-python',
  win32api: 'pywin32',
};
