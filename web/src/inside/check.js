// SPDX-License-Identifier: Apache-2.0
// What the engine says of one text as a model.

/** { report, diagnostics }: what `truce check` tells, null where the text cannot be read. */
export async function check(engine, text, { signal } = {}) {
    const words = ['check', '--format=json', '--', 'model'];
    const { output, diagnostics } = await engine.run(words, { model: text }, { signal });
    return { report: output ? JSON.parse(output) : null, diagnostics };
}
