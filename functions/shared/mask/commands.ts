import { type Detector, matching } from './detector.ts';
import { isPhraseWithNumber, isToken, isValue, isValueWithMark } from './values.ts';

/**
 * Commands, and what stands right before a secret in their arguments, as their manuals say: ` ` is where one argument ends
 * and the next begins, `*` an argument or a part of one, `^` the first argument.
 */
const commands: Readonly<Record<string, readonly string[]>> = {
  '(?:docker|podman|nerdctl|buildah|skopeo|helm|oc|crane|oras)(?: registry)? login': ['-p '],
  'az (?:login|acr|sql|vm|vmss|postgres|mysql|synapse|ad)': ['-p '],
  'az keyvault secret set': ['--value '],
  '(?:mysql|mysqldump|mysqlimport|mysqlcheck|mariadb|mariadb-dump|xtrabackup)': ['-p'],
  '(?:mysql|mariadb-)admin': ['-p', 'password '],
  '(?:mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport|beeline|cqlsh|influx)': ['-p '],
  '(?:ncftpput|ncftpget|rdesktop|twine|useradd|usermod)': ['-p '],
  '(?:sshpass|7z|7za|rar|unrar)': ['-p ', '-p'],
  '(?:zip|unzip|zipcloak|ipmitool|sqlcmd|bcp|osql)': ['-P ', '-P'],
  '(?:redis|valkey|keydb)-cli': ['-a ', 'AUTH ', 'AUTH default ', 'requirepass ', 'masterauth '],
  'config set': ['^requirepass ', '^masterauth '],
  'ldap(?:search|add|modify|delete|passwd|whoami|compare|modrdn|exop)': ['-w ', '-w'],
  ldappasswd: ['-s ', '-a '],
  '(?:curl|xh|https?)': ['-u *:', '-U *:', '--user *:', '--proxy-user *:', '-a *:', '--auth *:', '-E *:', '--cert *:'],
  '(?:curl|wget)': ['-b *=', '--cookie *='],
  openssl: ['pass:', '-k ', '-K '],
  '(?:smbclient|rpcclient|smbget|winexe|wmic)': ['-U *%', '--user *%', '-U*%', '^//* '],
  lftp: ['-u *,'],
  sqlplus: ['^*/', '-S */', '-L */'],
  '[xw]freerdp3?': ['/p:'],
  'net use': ['^* \\\\* ', '^\\\\* '],
  'net user': ['^* '],
  rabbitmqctl: ['add_user * ', 'change_password * ', 'authenticate_user * '],
  htpasswd: ['-b * * ', '-bc * * ', '-cb * * ', '-bB * * ', '-nb * ', '-nbB * '],
  'ssh-keygen': ['-N ', '-P '],
  'snmp(?:get|walk|set|bulkwalk|getnext|table|trap|bulkget)': ['-c ', '-A ', '-X '],
  'aws ssm put-parameter': ['--value '],
  '(?:vault|bao) operator': ['unseal '],
  '(?:vault|bao|snyk|pulumi) (?:login|auth)': ['^'],
  'airflow variables set': ['^*password ', '^*passwd ', '^*secret ', '^*token ', '^*key '],
  wpa_passphrase: ['^* '],
};

/** Where one argument ends and the next begins, in a shell or in a list as Python and JSON print it. */
const gap = String.raw`(?:\\?["']?[ \t]{1,5}\\?["']?|\\?["'],[ ]?[ub]?\\?["'])`;

/** The pattern of what stands before a secret. */
const patternOf = (written: string): string => {
  const isFirst = written.startsWith('^');
  const pattern = [...(isFirst ? written.slice(1) : written)]
    .map((character) =>
      character === ' ' ? gap : character === '*' ? String.raw`[^\s"'%‹]{1,100}?` : RegExp.escape(character),
    )
    .join('');
  // A value of an option may also be given with an equals sign.
  const given = written.startsWith('--') ? pattern.replace(gap, `(?:${gap}|=\\\\?["']?)`) : pattern;
  return isFirst ? `^${gap}${pattern}` : `(?<=[\\s"'=])${given}`;
};

const value = String.raw`(?!‹)(?:(?<=["'])(?<quoted>[^"'\n]{1,500})(?=["'])|["']?(?<bare>[^\s"'|;&<>,-][^\s"'|;&<>]{0,500}))`;

const spaced = (command: string): string => command.replaceAll(' ', gap);

const rules = Object.entries(commands).map(([command, places]) => ({
  command: new RegExp(`^${spaced(command)}$`, 'i'),
  secret: new RegExp(`(?:${places.map(patternOf).join('|')})${value}`, 'dg'),
}));

const anyCommand = new RegExp(`(?<![\\w.-])(?:${spaced(Object.keys(commands).join('|'))})(?=["'\\s])`, 'gi');

/** How much of the arguments of a command is read. */
const longest = 400;

/** Arguments of which the command says that they are secret. */
const listedCommands: Detector = function* (text) {
  for (const { 0: command, index } of text.matchAll(anyCommand)) {
    const start = index + command.length;
    const [rest = ''] = text.slice(start, start + longest).split('\n', 1);
    for (const { secret } of rules.filter((rule) => rule.command.test(command))) {
      for (const { indices } of rest.matchAll(secret)) {
        const [from, to] = indices?.groups?.quoted ?? indices?.groups?.bare ?? [0, 0];
        if (isValue(rest.slice(from, to))) {
          yield { kind: 'secret', start: start + from, end: start + to };
        }
      }
    }
  }
};

/** Whether an option that follows a user's name is a password rather than a port. */
const isPasswordOption = (value: string): boolean =>
  isValueWithMark(value) && !/^[\d.:-]+(?:\/(?:tcp|udp))?$/.test(value);

/** What commands that nobody listed have in common. */
const unlistedCommands: readonly Detector[] = [
  // A user, and then a password; of mysql what follows -p is a database.
  matching({
    kind: 'secret',
    pattern: String.raw`(?<=[ \t"'])-(?:[uU]|-user(?:name)?)(?:=|${gap})[^\s"']{1,80}(?:${gap}[^\s"']{1,80}){0,6}?${gap}-[pP]${gap}(?<secret>[^\s"'-][^\s"']{3,200})`,
    accept: (value, { index, input }) =>
      isPasswordOption(value) && !/\b(?:mysql|mariadb)\w*[^|;\n]*$/.test(input.slice(Math.max(index - 100, 0), index)),
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`(?:login|auth|passw|secret|token|crypt|kinit|vault|sudo)[^\n<]{0,100}<<<[ ]?["']?(?:[\w.-]{1,60}:)?(?<secret>[^\s"']{6,500})`,
    accept: isPhraseWithNumber,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`(?<=[ \t"'])--?(?:[a-z]{1,20}-)?(?:key|auth)(?:=|${gap})(?<secret>[\w+/=-]{20,500})`,
    accept: (value) => isToken(value) || /^[0-9a-f]{32,128}$/.test(value),
  }),
];

/** Secrets among the arguments of commands. */
export const commandSecrets: readonly Detector[] = [listedCommands, ...unlistedCommands];
