import { createHash } from 'node:crypto';

/** A secret as somebody lets it slip into a log. */
export interface PlantedSecret {
  readonly kind: string;
  /** What is logged, in one or several lines. */
  readonly text: string;
  /** Pieces that must be found nowhere: the beginning and the end of what is random. */
  readonly pieces: readonly string[];
}

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const hex = '0123456789abcdef';
const base32 = `${upper}234567`;
const base62 = `${upper}${lower}${digits}`;
const base64 = `${base62}+/`;
const base64url = `${base62}-_`;

/** So many characters of an alphabet, which only seed and name decide. */
const derive = (seed: string, name: string, length: number, alphabet: string): string =>
  Array.from({ length }, (_, index) => {
    const hash = createHash('sha256').update(`${seed} ${name} ${index}`).digest();
    return alphabet.charAt(hash.readUInt32BE(0) % alphabet.length);
  }).join('');

const pieceLength = 12;

/** The first and last characters of a random string: a mask that leaves either has not masked. */
const endsOf = (random: string): string[] => [...new Set([random.slice(0, pieceLength), random.slice(-pieceLength)])];

const wrap = (text: string, width: number): string[] => text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];

/** Thirty-odd kinds of secrets, with values of this seed, as they turn up in the logs of workflows. */
export const plantSecrets = (seed: string): readonly PlantedSecret[] => {
  const plant = (kind: string, length: number, alphabet: string, write: (random: string) => string): PlantedSecret => {
    const random = derive(seed, kind, length, alphabet);
    return { kind, text: write(random), pieces: endsOf(random) };
  };
  const block = (kind: string, label: string, length: number, write = (text: string) => text): PlantedSecret => {
    const body = wrap(derive(seed, kind, length, base64), 64);
    const text = [`-----BEGIN ${label}-----`, ...body, `-----END ${label}-----`].join('\n');
    return { kind, text: write(text), pieces: body.flatMap(endsOf) };
  };
  const jwt = (name: string): string => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: derive(seed, name, 20, base62), exp: 1_900_000_000 })}`;
  };
  return [
    plant('AWS access key id', 16, base32, (key) => `using credentials ${'AKIA'}${key} of the exporter`),
    plant('AWS secret access key', 40, base64, (key) => `aws_secret_access_key = ${key}`),
    plant('AWS session token', 240, base64, (token) => `export AWS_SESSION_TOKEN=${token}`),
    plant(
      'presigned S3 address',
      64,
      hex,
      (signature) => `GET https://bucket.s3.amazonaws.com/a.csv?X-Amz-Expires=900&X-Amz-Signature=${signature}`,
    ),
    plant('GitHub token', 36, base62, (token) => `cloning with ${'ghp'}_${token}`),
    plant(
      'GitHub fine-grained token',
      59,
      base62,
      (token) => `token ${'github'}_pat_${derive(seed, 'pat', 22, base62)}_${token} accepted`,
    ),
    plant('GitLab token', 20, base64url, (token) => `PRIVATE-TOKEN: ${'glpat'}-${token}`),
    plant('Slack bot token', 24, base62, (token) => `posting as ${'xoxb'}-123456789012-1234567890123-${token}`),
    plant(
      'Slack webhook',
      24,
      base62,
      (token) => `POST https://hooks.slack.com/services/${'T0'}1234567/B01234567/${token}`,
    ),
    plant('Stripe key', 24, base62, (key) => `stripe.api_key is ${'sk'}_live_${key}`),
    plant('Google API key', 35, base64url, (key) => `geocoding with key ${'AIza'}${key}`),
    plant('npm token', 36, base62, (token) => `//registry.npmjs.org/:_authToken=${'npm'}_${token}`),
    plant('PyPI token', 80, base64url, (token) => `twine uploads with ${'pypi'}-AgEIcHlwaS5vcmc${token}`),
    plant('OpenAI key', 48, base62, (key) => `model client made with ${'sk'}-proj-${key}`),
    plant('Anthropic key', 90, base64url, (key) => `x-api-key: ${'sk'}-ant-api03-${key}AA`),
    plant('Hugging Face token', 34, base62, (token) => `huggingface login ${'hf'}_${token}`),
    plant('Databricks token', 32, hex, (token) => `databricks host with ${'dapi'}${token}`),
    plant('SendGrid key', 43, base64url, (key) => `mail by ${'SG'}.${derive(seed, 'SG', 22, base64url)}.${key}`),
    plant('Twilio key', 32, hex, (key) => `twilio client ${'SK'}${key}`),
    plant('Vault token', 90, base62, (token) => `VAULT_TOKEN=${'hvs'}.${token}`),
    plant(
      'Azure storage key',
      86,
      base64,
      (key) => `DefaultEndpointsProtocol=https;AccountName=sales;AccountKey=${key}==;EndpointSuffix=core.windows.net`,
    ),
    plant(
      'Azure shared access signature',
      43,
      base62,
      (signature) => `PUT https://sales.blob.core.windows.net/in/a.csv?sv=2024-01-01&se=2027-01-01&sig=${signature}%3D`,
    ),
    plant('JSON web token', 43, base64url, (signature) => `cookie id_token=${jwt('jwt')}.${signature}`),
    plant('bearer token', 40, base62, (token) => `> Authorization: Bearer ${token}`),
    // `etl:` and a password, as base64 writes them.
    plant('basic authentication', 36, base62, (password) => `> Authorization: Basic ${'ZXRsOjEy'}${password}`),
    plant(
      'password in a database address',
      18,
      base62,
      (password) => `engine postgresql+psycopg2://etl:${password}@warehouse:5432/sales`,
    ),
    plant(
      'password of a libpq string',
      18,
      base62,
      (password) => `connecting with host=warehouse port=5432 user=etl password=${password} dbname=sales`,
    ),
    plant(
      'password of a JDBC address',
      18,
      base62,
      (password) => `jdbc:sqlserver://warehouse:1433;databaseName=sales;user=etl;password=${password};encrypt=true`,
    ),
    plant(
      'password in an Airflow connection',
      18,
      base62,
      (password) =>
        `connection: {"conn_type": "postgres", "login": "etl", "password": "${password}", "host": "warehouse"}`,
    ),
    plant(
      'password in a Python dictionary',
      18,
      base62,
      (password) => `settings {'user': 'etl', 'db_password': '${password}', 'port': 5432}`,
    ),
    plant(
      'password on a command line',
      18,
      base62,
      (password) => `+ mysql --user etl --password ${password} -e 'select 1'`,
    ),
    plant(
      'client secret of OAuth',
      40,
      base62,
      (secret) => `grant_type=client_credentials&client_id=etl&client_secret=${secret}`,
    ),
    plant('Fernet key', 43, base64url, (key) => `AIRFLOW__CORE__FERNET_KEY=${key}=`),
    plant('session cookie', 40, base62, (session) => `< Set-Cookie: session=${session}; HttpOnly; Path=/`),
    plant("Navigator's own key", 43, base64url, (key) => `NAVIGATOR_API_KEY=nav_0123456789ab_${key}`),
    block('RSA private key', 'RSA PRIVATE KEY', 640),
    block('OpenSSH private key', 'OPENSSH PRIVATE KEY', 320),
    block(
      'private key of a service account',
      'PRIVATE KEY',
      640,
      (text) => `{"type": "service_account", "private_key": "${text.replaceAll('\n', '\\n')}\\n", "client_id": "1"}`,
    ),
  ];
};
