import { expect, it } from 'vitest';
import { kindOfFault } from './kind-of-fault.ts';

it.each([
  ['missing package', "ModuleNotFoundError: No module named 'polars'"],
  ['missing package', 'Error in library(tsibble) : there is no package called ‘tsibble’'],
  ['bad SQL', 'psycopg2.errors.SyntaxError: syntax error at or near "FORM"'],
  ['bad SQL', '  column "unit_cost" does not exist'],
  ['bad SQL', 'ProgrammingError: (psycopg2.errors.UndefinedTable) relation "stage.orders" does not exist'],
  ['connection refused', 'psql: error: connection to server at "10.0.0.1", port 5432 failed: Connection refused'],
  ['host not found', 'socket.gaierror: [Errno -2] Name or service not known'],
  ['timeout', 'AirflowTaskTimeout: Timeout, PID: 9530'],
  ['timeout', "ReadTimeout: HTTPSConnectionPool(host='api', port=443): Read timed out. (read timeout=5)"],
  ['key missing', "KeyError: 'XAU'"],
  ['out of memory or killed', 'Process terminated by signal. Likely out of memory error (OOM).'],
  ['out of memory or killed', 'java.lang.OutOfMemoryError: Java heap space'],
  ['out of memory or killed', '/usr/bin/bash: line 1: 27617 Killed                  python job.py'],
  ['missing variable', "AirflowRuntimeError: VARIABLE_NOT_FOUND: {'message': 'Variable bucket not found'}"],
  ['missing connection', "AirflowNotFoundException: The conn_id `warehouse` isn't defined"],
  ['not permitted', "PermissionError: [Errno 13] Permission denied: '/data/out'"],
  ['not permitted', 'ProgrammingError: (psycopg2.errors.InsufficientPrivilege) permission denied for table orders'],
  [
    'not permitted',
    'ClientError: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
  ],
  ['not signed in', 'FATAL:  password authentication failed for user "loader"'],
  ['bad template', "UndefinedError: 'dict object' has no attribute 'region'"],
  ['sensor gave up', 'AirflowSensorTimeout: Sensor has timed out; run duration of 3.0 seconds exceeds 3.0.'],
  ['bad data', "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xfc in position 1"],
  ['file missing', 'Caused by: java.nio.file.NoSuchFileException: /landing/part-0003.parquet'],
  ['command not found', '/usr/bin/bash: line 1: sales-export: command not found'],
  ['server error', 'HTTPError: 503 Server Error: Service Unavailable for url: http://rates/v2'],
  ['value missing', "TypeError: 'NoneType' object is not subscriptable"],
  ['check failed', 'AssertionError: expected 320 rows, got 318'],
  ['command failed', 'AirflowException: Bash command failed. The command returned a non-zero exit code 1.'],
])('%s: %s', (kind, text) => {
  expect(kindOfFault(text)).toBe(kind);
});

it('names no kind where the line names no fault', () => {
  expect(kindOfFault('RuntimeError: pricing step failed')).toBeUndefined();
});
