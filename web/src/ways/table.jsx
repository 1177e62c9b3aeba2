// SPDX-License-Identifier: Apache-2.0
/** A table that scrolls: the first cell of each row is its head. `rows`: [{ key, cells, class }]. */
export const Table = ({ label, heads, rows, class: look = '' }) => (
    <div class="scroll" role="region" aria-label={label} tabIndex={0}>
        <table class={`plain ${look}`}>
            <thead><tr>{heads.map((head, i) => <th key={i} scope="col">{head}</th>)}</tr></thead>
            <tbody>{rows.map(({ key, cells: [head, ...cells], class: row }) => (
                <tr key={key} class={row}>
                    <th scope="row">{head}</th>
                    {cells.map((cell, i) => <td key={i}>{cell}</td>)}
                </tr>
            ))}</tbody>
        </table>
    </div>
);
