// SPDX-License-Identifier: Apache-2.0
// A model and its kin: what it is a variant of, the other variants of that, and its own. Each variant has a colour
// and a shape by which it is known wherever models stand side by side.
import { Mark, Name } from '../parts.jsx';
import { titleOf } from '../workbench.js';

const COLORS = 6;

const variantsOf = (models, id) => models.filter((model) => model.parent === id);

/** The base, its variants and the variants of the model; without the model itself. */
export function kinOf(open, models) {
    const base = models.filter((model) => model.id === open.parent);
    const beside = open.parent ? variantsOf(models, open.parent) : [];
    const kin = [...base, ...beside, ...variantsOf(models, open.id)];
    return [...new Map(kin.map((model) => [model.id, model])).values()].filter(({ id }) => id !== open.id);
}

/** Which colour and shape a variant has: what was chosen, or else the next by order; null: it is no variant. */
export function colorOf(model, models) {
    if (model.color) return model.color - 1;
    const at = model.parent ? variantsOf(models, model.parent).findIndex(({ id }) => id === model.id) : -1;
    return at < 0 ? null : at % COLORS;
}

export function Called({ model, models }) {
    const color = colorOf(model, models);
    return <span class="called">{color !== null && <Mark at={color} />}<Name>{titleOf(model, models)}</Name></span>;
}
