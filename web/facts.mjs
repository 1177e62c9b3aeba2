// SPDX-License-Identifier: Apache-2.0
// What the server tells that does not hang on who asks: what there is to ask, and the examples.

/** { session, examples }; `base`: the address of a `truce serve`. */
export async function factsOf(base) {
    const ask = async (path) => (await fetch(`${base}/api/${path}`, { headers: { 'X-Truce': '1' } })).json();
    const { version, solve_limit, commands, concepts } = await ask('session');
    return {
        session: { version, solve_limit, commands, concepts },
        examples: await ask('examples'),
    };
}
