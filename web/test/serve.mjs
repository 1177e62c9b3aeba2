// SPDX-License-Identifier: Apache-2.0
// A workbench of one's own, in an empty folder.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Starts `truce serve` on a port of the system's choice. Gives { base, stop }. */
export async function serve(truce) {
    if (process.env.WORKBENCH) return { base: process.env.WORKBENCH, stop: () => {} };
    const folder = mkdtempSync(join(tmpdir(), 'truce-page-'));
    const server = spawn(resolve(truce), ['serve', '--port', '0'], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stop = () => (server.kill('SIGTERM'), rmSync(folder, { recursive: true, force: true }));
    const base = await new Promise((found, failed) => {
        let said = '';
        const hear = (bytes) => {
            said += bytes;
            const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
            if (address) found(address[0]);
        };
        server.stdout.on('data', hear);
        server.stderr.on('data', hear);
        server.on('exit', () => failed(new Error(`truce serve ended:\n${said}`)));
    });
    return { base, stop };
}
