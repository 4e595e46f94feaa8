/** A kind of fault, and how a line says it. The first that fits names it, so what is more particular stands higher. */
const kinds: readonly { readonly kind: string; readonly says: RegExp }[] = [
  { kind: 'missing variable', says: /VARIABLE_NOT_FOUND|\bvariable \S+ (does not exist|not found)|unbound variable/i },
  {
    kind: 'missing connection',
    says: /CONNECTION_NOT_FOUND|conn_id .*isn't defined|connection \S+ (is not|isn't) defined/i,
  },
  {
    kind: 'missing package',
    says: /ModuleNotFoundError|No module named|cannot import name|\bImportError\b|no package called|No matching distribution|Could not find a version that satisfies|Cannot find module|ClassNotFoundException|NoClassDefFoundError|error while loading shared libraries/i,
  },
  {
    kind: 'bad template',
    says: /\bUndefinedError\b|Template(Syntax|Assertion|Runtime)Error\b|Templates?NotFound|jinja2\.exceptions|rendering Jinja template/,
  },
  { kind: 'sensor gave up', says: /AirflowSensorTimeout|Sensor has timed out|AirflowPokeFailException/ },
  { kind: 'stopped from outside', says: /shouldn't be running anymore|AirflowTaskTerminated|\bSIGTERM\b/ },
  {
    kind: 'out of memory or killed',
    says: /MemoryError|OutOfMemory|out of memory|oom-?kill|cannot allocate memory|unable to allocate|\bSIGKILL\b|(^|[\s:])Killed\b|signal 9\b|heap space|(code|status):? (137|-9)\b/i,
  },
  { kind: 'crashed', says: /SIGSEGV|SIGABRT|SIGBUS|segmentation fault|core dumped/i },
  {
    kind: 'host not found',
    says: /name or service not known|getaddrinfo|name resolution|could not translate host name|UnknownHost|no such host|could not resolve host|nodename nor servname/i,
  },
  { kind: 'connection refused', says: /connection ?refused|ECONNREFUSED|actively refused|couldn't connect to server/i },
  {
    kind: 'connection lost',
    says: /connection ?(was )?(reset|aborted|closed|lost)|ECONNRESET|broken ?pipe|server closed the connection|RemoteDisconnected|network is unreachable|no route to host|lost connection/i,
  },
  {
    kind: 'locked',
    says: /database is locked|deadlock|could not obtain lock|lock wait|lock timeout|LockNotAvailable/i,
  },
  {
    kind: 'timeout',
    says: /time(d|s)? ?out\b|deadline exceeded|ETIMEDOUT|\w+Timeout(Error|Exception)?\b|canceling statement due to/i,
  },
  {
    kind: 'not signed in',
    says: /authentication failed|unauthori[sz]ed\b|InvalidAccessKeyId|ExpiredToken|SignatureDoesNotMatch|InvalidClientTokenId|NoCredentials|unable to locate credentials|invalid (credentials|password|api key|token)|login failed|certificate verify failed|SSL certificate problem/i,
  },
  {
    kind: 'bad SQL',
    says: /syntax error (at|in|near)|near ".*": syntax error|no such (table|column|function)|(relation|column|table|function|schema|view)\s+\S+\s+(does not|doesn't) exist|Database Error in model|Undefined(Table|Column|Function)|Unknown column|\bORA-\d+|SQL compilation error|(Binder|Catalog|Parser) Error:|ParseException|invalid identifier|unrecognized token/i,
  },
  {
    kind: 'not permitted',
    says: /PermissionError|permission denied|access ?denied|not authori[sz]ed|\bforbidden\b|insufficient ?privilege|operation not permitted|read-only file system|not allowed to/i,
  },
  {
    kind: 'too many requests',
    says: /\b429\b|throttl|too many (requests|connections|clients)|rate (limit|exceeded)|SlowDown\b|quota exceeded/i,
  },
  { kind: 'disk full', says: /no space left|disk quota|disk (is )?full/i },
  {
    kind: 'bad data',
    says: /IntegrityError|DataError|violates .*constraint|constraint failed|duplicate (key|entry)|value too long|JSONDecodeError|Unicode(De|En)codeError|ParserError|ValidationError|invalid (literal|input syntax|byte|value|date|format)|could not convert|cannot (cast|parse|convert)|can't decode|out of range for|expected .* (fields|columns)|\bmalformed\b|NumberFormatException/i,
  },
  { kind: 'bad SQL', says: /\bProgrammingError\b/ },
  {
    kind: 'command not found',
    says: /command not found|not found in PATH|exec: .*: not found|executable file not found/i,
  },
  {
    kind: 'file missing',
    says: /FileNotFoundError|no such file or directory|NoSuch(Key|Bucket|File)|FileNotFoundException|(path|key) .{0,80}does not exist|cannot find the (file|path)|cannot stat\b|does not exist: \S*\//i,
  },
  {
    kind: 'server error',
    says: /\b5\d\d server error|returned error: 5\d\d|bad gateway|service unavailable|internal server error|gateway time-?out/i,
  },
  { kind: 'request refused', says: /\b4\d\d client error|returned error: 4\d\d|bad request/i },
  { kind: 'key missing', says: /\bKeyError\b|key not found/ },
  {
    kind: 'index out of range',
    says: /IndexError|ArrayIndexOutOfBounds|subscript out of bounds|index out of (range|bounds)/i,
  },
  { kind: 'value missing', says: /\bNoneType\b|NullPointerException/ },
  { kind: 'division by zero', says: /ZeroDivisionError|division by zero|divide by zero/i },
  {
    kind: 'check failed',
    says: /AssertionError|\bAirflowFailException\b|expectation failed|assertion failed|Failure in test/i,
  },
  { kind: 'bad code', says: /\b(Syntax|Indentation|Tab|Name|UnboundLocal|NotImplemented|Recursion)Error\b/ },
  { kind: 'bad data', says: /\bValueError\b/ },
  { kind: 'bad code', says: /\b(Type|Attribute)Error\b/ },
  { kind: 'command failed', says: /non-zero exit (code|status)/ },
];

/** What kind of fault a line speaks of, in a few words; undefined where it names none. */
export const kindOfFault = (text: string): string | undefined => kinds.find(({ says }) => says.test(text))?.kind;
