// SPDX-License-Identifier: Apache-2.0
// Places the nodes of a graph, always in the same way: all push each other away, those that are linked pull together,
// and the less they move the longer it goes on (Fruchterman and Reingold 1991).
const ROUNDS = 250;

/** key -> { ...node, x, y }. `nodes`: [{ id, ... }]; `links`: [{ from, to }] between ids; `room`: about how far apart
 *  they come to lie; `flat`: height by width of what is drawn; `wide`, `high`: room of a node that others keep out
 *  of. */
export function placed(nodes, links, room, { flat = 0.75, wide = 0, high = 0 } = {}) {
    const at = nodes.map((_, i) => {
        const far = room * Math.sqrt(i + 0.5);
        return { x: far * Math.cos(i * 2.4), y: far * Math.sin(i * 2.4), dx: 0, dy: 0 };
    });
    const byId = new Map(nodes.map((node, i) => [node.id, at[i]]));
    const pairs = new Map(links.map(({ from, to }) =>
        [[from, to].sort().join('\n'), [byId.get(from), byId.get(to)]]));
    const pull = (a, b, strength) => {
        const [x, y] = [a.x - b.x || 0.01, a.y - b.y || 0.01];
        const far = Math.hypot(x, y);
        const by = strength(far) / far;
        a.dx -= x * by;
        a.dy -= y * by;
        b.dx += x * by;
        b.dy += y * by;
    };
    for (let round = 0; round < ROUNDS; round++) {
        for (let i = 0; i < at.length; i++)
            for (let k = 0; k < i; k++) pull(at[i], at[k], (far) => -(room * room) / far);
        for (const [a, b] of pairs.values()) pull(a, b, (far) => (far * far) / room / 4);
        const most = room * (1 - round / ROUNDS);
        for (const one of at) {
            one.dx -= one.x * 0.15;
            one.dy -= one.y * 0.15;
            const by = Math.min(1, most / (Math.hypot(one.dx, one.dy) || 1));
            one.x += one.dx * by;
            one.y += one.dy * by;
            one.dx = one.dy = 0;
        }
    }
    for (const one of at) one.y *= flat;
    for (let round = 0; wide && round < ROUNDS; round++) keepApart(at, wide, high);
    return new Map(nodes.map((node, i) => [node.id, { ...node, x: at[i].x, y: at[i].y }]));
}

/** Two that overlap move apart along the shorter way. */
function keepApart(at, wide, high) {
    for (let i = 0; i < at.length; i++)
        for (let k = 0; k < i; k++) {
            const [x, y] = [at[i].x - at[k].x, at[i].y - at[k].y];
            const [dx, dy] = [wide - Math.abs(x), high - Math.abs(y)];
            if (dx <= 0 || dy <= 0) continue;
            const along = dx < dy ? 'x' : 'y';
            const by = ((dx < dy ? dx * (Math.sign(x) || 1) : dy * (Math.sign(y) || 1)) * 1.02) / 2;
            at[i][along] += by;
            at[k][along] -= by;
        }
}
