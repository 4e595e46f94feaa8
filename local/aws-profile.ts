import { administrator, region } from './environment.ts';
import { writePrivately } from './files.ts';

const profiles = (name: string, role: string): string => `[profile administrator]
region = ${region}
aws_access_key_id = ${administrator.accessKeyId}
aws_secret_access_key = ${administrator.secretAccessKey}

[profile ${name}]
region = ${region}
role_arn = ${role}
source_profile = administrator
role_session_name = ${name}
`;

/**
 * Environment of a process that acts under a role: an AWS profile, written to `file`, that assumes it, and does so again
 * before the credentials expire. The account's administrator takes it in place of the AWS service that would.
 */
export const assumedRole = (file: string, name: string, role: string): Record<string, string> => {
  writePrivately(file, profiles(name, role));
  return { AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_PROFILE: name };
};
