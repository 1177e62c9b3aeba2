// SPDX-License-Identifier: Apache-2.0
// Words of the field and what each means, in one plain line.
export default {
    'terms.situation': 'situation',
    'terms.situation.means': 'One way in which things can stand: a level for every option. The literature says ' +
        'state.',
    'terms.today': 'today',
    'terms.today.means': 'The situation in which things stand now. The literature says status quo.',
    'terms.outcome': 'outcome',
    'terms.outcome.means': 'A name for all situations in which something is so.',
    'terms.party': 'party',
    'terms.party.means': 'Whoever decides: a government, a movement, a firm.',
    'terms.option': 'option',
    'terms.option.means': 'Something that one party can do or leave, at one of several levels.',
    'terms.wish': 'wish',
    'terms.wish.means': 'What a party wants to be so. The first wish on which two situations differ decides ' +
        'which of them it prefers.',
    'terms.holds': 'holds',
    'terms.holds.means': 'A situation holds when every party stays in it. That it holds does not make it right. ' +
        'The literature says equilibrium.',
    'terms.stays': 'stays',
    'terms.stays.means': 'A party stays when it has no better move, or every better move would be spoiled by an ' +
        'answer. The literature says stable.',
    'terms.better-move': 'better move',
    'terms.better-move.means': 'A change that one party can make alone and that leads to something it prefers.',
    'terms.answer': 'answer',
    'terms.answer.means': 'What the other parties can do after a move, one after the other.',
    'terms.deterred': 'deterred',
    'terms.deterred.means': 'A party is deterred when every better move would be answered so that it gains nothing.',
    'terms.sacrifice': 'sacrifice',
    'terms.sacrifice.means': 'A step that is worse for the party that takes it.',
    'terms.deal': 'deal',
    'terms.deal.means': 'A situation that nobody likes less than having no agreement, that wastes nothing, and ' +
        'that everybody would keep.',
    'terms.reading': 'reading',
    'terms.reading.means': 'The model with its doubtful lines moved or left out, as often as their confidence says.',
    'terms.share': 'share',
    'terms.share.means': 'In how many of 100 readings something is so. It is no chance of an event.',
    'terms.nash': 'Nash',
    'terms.nash.means': 'No better move: a party stays because it has no better move at all. What others would ' +
        'answer plays no part.',
    'terms.seq': 'SEQ',
    'terms.seq.means': 'Sensible answers: a party stays because each better move would be spoiled by answers ' +
        'that are in the others’ own interest.',
    'terms.smr': 'SMR',
    'terms.smr.means': 'No escape: as GMR, and after the spoiling answer the party cannot save itself by another ' +
        'move.',
    'terms.gmr': 'GMR',
    'terms.gmr.means': 'Any answer: a party stays because each better move could be spoiled by some answer, even ' +
        'one that costs those who give it.',
};
