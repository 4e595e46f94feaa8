import { describe, expect, it, vi } from 'vitest';
import { logger } from './observability.ts';

describe('a line of the log', () => {
  it('holds no secret that the message of an error had, nor that of its cause', () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const cause = new Error('cannot connect to postgres://kim:x7Kp2mQ9@warehouse/sales');
    logger.setLogLevel('ERROR');
    logger.error('run.refused', { run: 'r-1', error: new Error('refused: token=a1B2c3D4e5F6g7H8i9J0', { cause }) });
    const line = String(written.mock.calls[0]?.[0]);
    expect(line).toContain('"run":"r-1"');
    expect(line).not.toMatch(/x7Kp2mQ9|a1B2c3D4e5F6g7H8i9J0/);
  });
});
