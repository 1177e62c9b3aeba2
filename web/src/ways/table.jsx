// SPDX-License-Identifier: Apache-2.0
/** A table that scrolls: the first cell of each row is its head. `rows`: [{ key, cells, class }]. On a phone the
 *  cells of a row stand below each other, each with its head, if it is of no class. */
export const Table = ({ label, heads, rows, class: look = 'stacks' }) => (
    <div class="scroll" role="region" aria-label={label} tabIndex={0}>
        <table class={`plain ${look}`}>
            <thead><tr>{heads.map((head, i) => <th key={i} scope="col">{head}</th>)}</tr></thead>
            <tbody>{rows.map(({ key, cells: [head, ...cells], class: row }) => (
                <tr key={key} class={row}>
                    <th scope="row">{head}</th>
                    {cells.map((cell, i) => <td key={i} data-head={heads[i + 1].at && heads[i + 1]}>{cell}</td>)}
                </tr>
            ))}</tbody>
        </table>
    </div>
);
