/** What people search for, so that an utterance is known by what is around it: anything may be searched for. */
export const searchedFor: readonly string[] = `
  permission denied
  disk full
  vpn reset
  who is on call
  deadlock
  duplicate key
  schema mismatch
  certificate expired
  slow query
  memory error
  null values
  rate limit exceeded
  first week of a new colleague
  holiday schedule
  escalation
  password rotation
  how to restart the broker
  partitioning
  exit code 137
  too many open files
  the outage in August
  backup of the database
  naming conventions
  unknown column
  how the region is computed
  what to do when the sensor is late
  KeyError
  SSL handshake failed
  segmentation fault
  no space left on device
  airflow upgrade
  proxy settings
  who owns the data
  retention
  invoices twice
  encoding of the file
  broken pipe
  service level
  reading from S3
  table does not exist
`
  .trim()
  .split(/\s*\n\s*/);
