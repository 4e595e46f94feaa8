import { knownText, type Value } from '../trace/values.ts';
import { readCommand, textsOf } from './commands.ts';
import { argument, type Detector, onCalls, type Report } from './detector.ts';

const report = (at: number, message: string): Report => ({ rule: 'tls-disabled', at, message });

const isFalse = (value: Value | undefined): boolean =>
  value?.path === 'builtins.False' || value?.number === 0 || /^(false|0|no)$/i.test(value?.text ?? '');

const shell =
  /\bcurl\b[^\n|;]*\s(-\w*k\w*|--insecure|--proxy-insecure)(\s|$)|\bwget\b[^\n|;]*--no-check-certificate|StrictHostKeyChecking[= ](no|off)|UserKnownHostsFile[= ]\/dev\/null|GIT_SSL_NO_VERIFY=(1|true)|http\.sslVerify[= ]false|NODE_TLS_REJECT_UNAUTHORIZED=0|PYTHONHTTPSVERIFY=0|--no-verify-ssl|--trusted-host|openssl\s+s_client[^\n]*-verify\s+0|--tls-?verify=false|--skip-tls|--insecure-skip-tls-verify|sslmode=(disable|allow)|strict-ssl\s+false|lftp[^\n]*verify-certificate\s+no/;

/** What a setting is about, by the words of its name. */
const subject = /ssl|tls|https|cert|host_?name|host_?key|peer/;
const checking = /verif|validat|check|reject|strict|assert/;
const loosening =
  /(^|_)(no|skip|disabled?|ignore|bypass|allow_invalid|allow_host_key)(_|$)|insecure|unverified|trust_all/;
const otherwise = /warning|interval|timeout|retr|count|days|depth|age$|expir/;

const inWords = (name: string): string => name.replace(/([a-z])(?=[A-Z])/g, '$1_').toLowerCase();

const isTrue = (value: Value): boolean =>
  value.path === 'builtins.True' || value.number === 1 || /^(true|1|yes|on)$/i.test(value.text ?? '');

/** Whether a setting, argument or environment variable of this name and value stops checking who is at the other end. */
const switchesOff = (name: string, value: Value): boolean => {
  const words = inWords(name);
  if (otherwise.test(words)) {
    return false;
  }
  if (/^(pg)?ssl_?mode$/.test(words)) {
    return /^(disable|allow)$/.test(value.text ?? '');
  }
  if (/^(curl_ca_bundle|requests_ca_bundle|ssl_cert_file)$/.test(words)) {
    return value.text === '';
  }
  return loosening.test(words)
    ? isTrue(value) && (subject.test(words) || /insecure|trust_all|^(no|skip)_verify/.test(words))
    : isFalse(value) && checking.test(words) && (subject.test(words) || words === 'verify');
};

const weakModes =
  /sslmode=(disable|allow)|ssl_?verify=(false|0)|verify=false|tlsInsecure=true|tlsAllowInvalidCertificates=true|ssl_cert_reqs=(none|CERT_NONE)|TrustServerCertificate=(yes|true)|ssl=false|useSSL=false|verifyServerCertificate=false|encrypt=false;/i;

const isLocal = (value: Value | undefined): boolean =>
  /^(https?:\/\/)?(localhost|127\.0\.0\.1|\[::1\])/.test(knownText(value));

/** Calls that stop checking who is at the other end. */
export const findDisabledTls = onCalls(function* (call) {
  const { name, at } = call;
  for (const [keyword, value] of call.keywords) {
    if (switchesOff(keyword, value) && !isLocal(argument(call, 0, 'url'))) {
      yield report(at, `${keyword} is set so that anybody can be at the other end.`);
    }
    if (
      (/CERT_NONE$/.test(value.path) || /cert_reqs|verify_mode|ssl_cert_reqs/.test(keyword)) &&
      (/CERT_NONE/.test(value.path) || /^(CERT_NONE|none)$/i.test(value.text ?? ''))
    ) {
      yield report(at, 'Certificates are not asked for, so anybody can be at the other end.');
    }
    if (/^(ssl|ssl_context|connector)$/.test(keyword) && isFalse(value) && /aiohttp|httpx|websocket/.test(name)) {
      yield report(at, 'TLS is not checked, so anybody can be at the other end.');
    }
    if (/^(known_hosts)$/.test(keyword) && value.path === 'builtins.None' && /asyncssh/.test(name)) {
      yield report(at, 'Host keys are not checked.');
    }
  }
  if (
    /^ssl\._create_unverified_context$|^ssl\._create_stdlib_context$|(^|\.)tls_insecure_set$/.test(name) &&
    !isFalse(call.args[0])
  ) {
    yield report(at, 'TLS is used without certificates being checked.');
  }
  if (/^ssl\.wrap_socket$/.test(name) && !call.keywords.has('cert_reqs')) {
    yield report(at, 'TLS is used without certificates being checked.');
  }
  const isUnasked = /(^|\.)set_option$/.test(name) && /OPT_X_TLS_(NEVER|ALLOW)$/.test(call.args[1]?.path ?? '');
  if (isUnasked || call.keywords.get('server_cert_validation')?.text === 'ignore') {
    yield report(at, 'Certificates are not asked for, so anybody can be at the other end.');
  }
  if (/\.set_missing_host_key_policy$/.test(name) && /AutoAdd|Warning/.test(call.args[0]?.path ?? '')) {
    yield report(at, "Any host's key is accepted.");
  }
  if (/^(os\.environ\.(setdefault|update)|os\.putenv)$/.test(name)) {
    const settings = [...(call.args[0]?.entries ?? [[call.args[0]?.text ?? '', call.args[1]] as const])];
    if (settings.some(([key, value]) => value && switchesOff(key, value))) {
      yield report(at, 'TLS checks are switched off for the whole process.');
    }
  }
  if (
    [...call.args, ...call.keywords.values()].some(
      (value) => value.text !== undefined && value.text.length < 500 && weakModes.test(value.text),
    ) &&
    !readCommand(call)
  ) {
    yield report(at, 'A connection is made without checking who is at the other end.');
  }
  const command = readCommand(call);
  if (command && textsOf(command).some((text) => shell.test(knownText(text)))) {
    yield report(at, 'A command does not check who is at the other end.');
  }
});

/** Settings that stop checking who is at the other end. */
export const findDisabledTlsSettings: Detector = function* (events) {
  for (const event of events) {
    if (event.kind === 'naming' && event.of === 'key' && switchesOff(event.name, event.value)) {
      yield report(event.at, `${event.name} is set so that anybody can be at the other end.`);
    }
    const isCertificate = event.kind === 'naming' && /^(ssl_)?cert_reqs$/.test(event.name);
    if (isCertificate && (/CERT_NONE$/.test(event.value.path) || event.value.text === 'CERT_NONE')) {
      yield report(event.at, 'Certificates are not asked for, so anybody can be at the other end.');
    }
    if (event.kind !== 'store') {
      continue;
    }
    const { name, value, at } = event;
    const setting = /(?:\.|\[)(\w+)\]?$/.exec(name)?.[1];
    const isOff =
      (setting !== undefined && switchesOff(setting, value)) ||
      (/\.verify_mode$/.test(name) && /CERT_NONE/.test(value.path)) ||
      /^ssl\.(_create_default_https_context|match_hostname|create_default_context)$/.test(name) ||
      (/\.hostkeys$/.test(name) && value.path === 'builtins.None');
    if (isOff) {
      yield report(at, `${setting} is set so that anybody can be at the other end.`);
    }
  }
};
