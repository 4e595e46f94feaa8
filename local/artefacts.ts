import { installShipped } from './install.ts';

await installShipped(console.log);
