const passwords = [
  'passw(?:or)?d|passphrase|passcode|pwd|pword|(?<![a-z])(?:pw|psk)|(?<=[_?&-])pass|(?<=["\'])pass(?=["\'])',
  '(?:require|store|key|trust|bind|user|db|root|admin|auth|smtp|ftp|proxy|ssh|mysql|pg|sudo|become)[_-]?pass|(?:root|bind|admin|user|db|ldap)pw',
  '(?:rediscli_?|master)auth|community[ _-]string',
  'passwort|kennwort|contrase[ñn]a|senha|mot[ _]?de[ _]?passe|wachtwoord|parola|has[łl]o|heslo|lösenord|adgangskode|salasana|şifre|пароль|密码|パスワード|비밀번호',
].join('|');

const keyOf = [
  'api|app|application|access|secret|private|account|storage|auth|signing|encryption|decryption|master|fernet|pre-?shared',
  'shared[ _-]?access|license|service|admin|deploy|functions?|subscription|integration|instrumentation|ingest|jwt|hmac',
  'webhook|wi-?fi|client|session|cookie|crypt(?:o|ed)?|unseal|recovery|root|bot|write|ssh|tls|ssl|vault',
].join('|');

const keys = [
  `(?:${keyOf})[ _.-]?key`,
  '(?:client|app|consumer|shared|webhook|signing|jwt|api|oauth|session|totp|otp|mfa|hmac|auth|bot|cookie)[ _.-]?secret',
  // Hadoop puts the account behind it.
  String.raw`fs\.azure\.[\w.]{1,80}(?:key|secret)\.[\w.-]{1,100}`,
  'secret[_-]?(?:string|access[_-]?key|key[_-]?base)|(?:totp|otp|mfa|2fa)[ _-]?seed|code_verifier|SAMLResponse',
  '(?:auth|access|refresh|id|session|security|bearer|bot|api|csrf|xsrf|sas|personal|deploy|service|user|app|job|agent)[ _-]?token',
].join('|');

// Terraform puts the host behind it: https://developer.hashicorp.com/terraform/cli/config/config-file
const weak = [
  String.raw`secret|(?<=[?&])(?:key|auth)|(?<!(?:next|page|continuation|sync)[_-]?)token|(?<=[_-])pat`,
  String.raw`tf_token_\w{1,100}|credentials?(?!=(?:A[KS]IA|‹))|(?<=_)auth|(?<=[_.-])login(?==[0-9a-f]{40})`,
].join('|');

/** Names that many harmless things have too, so that only what is nothing but a token counts. */
const vague =
  '(?<![a-z])(?:key|code|sid|auth|signature|jwt|bearer|assertion|session(?:[ _-]?id)?|[jp]?h?p?sess(?:ion)?id|sess)';

/** What may stand behind a name that makes it no other thing; a file, an address or a length would. */
const ending = String.raw`(?:[ _.-]?(?:hash|base|data|value|plain(?:text)?|text|(?:file[_-])?content|string|new|old|prod|dev|test|stage|confirm(?:ation)?|db|database|admin|root|user|app|service|main|primary|backup|\d{1,3})){0,2}`;

/** Names of which what is given to them is a secret: whatever it is, unless it says nothing. */
export const passwordName = `(?:${passwords})${ending}`;

/** Names of keys and tokens: as those of passwords. */
export const keyName = `(?:${keys})${ending}`;

/** Names that often introduce something harmless. */
export const weakName = `(?:${weak})${ending}`;

/** Names that mostly do. */
export const vagueName = vague;

/** A name of which what is given to it is a secret. */
export const secretName = `(?:${passwords}|${keys}|${weak})${ending}`;

/** What both tests and passwords have, so that letters and something else must follow. */
export const passName = String.raw`(?<=[_?&\s,;({/.-])pass(?=\s?[=:])`;

/** A variable of the environment that ends on KEY, other than the keys of caches and tables. */
export const keyVariable =
  '(?-i:(?<=[A-Z0-9]_)(?<!(?:CACHE|SORT|PRIMARY|FOREIGN|PARTITION|PUBLIC|ROW|OBJECT|DEDUP|IDEMPOTENCY|ROUTING|MESSAGE)_)KEY)';
