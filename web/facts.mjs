// SPDX-License-Identifier: Apache-2.0
// What the server tells that does not hang on who asks: what there is to ask, and the examples.

/** { session, examples, first }, in which `first` is the model to begin with; `base`: the address of a `truce serve`
 *  with a new store. */
export async function factsOf(base) {
    const ask = async (path) => (await fetch(`${base}/api/${path}`, { headers: { 'X-Truce': '1' } })).json();
    const [{ id }] = await ask('models');
    const { name, title, text } = await ask(`models/${id}`);
    const { version, solve_limit, commands, concepts, cases } = await ask('session');
    return {
        session: { version, solve_limit, commands, concepts, cases },
        examples: await ask('examples'),
        first: { name, title, text },
    };
}
