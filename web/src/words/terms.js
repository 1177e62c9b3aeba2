// SPDX-License-Identifier: Apache-2.0
// Words of the field and what each means, in one plain line.
export default {
    'terms.situation': 'situation',
    'terms.situation.means': 'One way in which things can stand: a level for every option. In the literature: state.',
    'terms.today': 'today',
    'terms.today.means': 'The situation in which things stand now. In the literature: status quo.',
    'terms.outcome': 'outcome',
    'terms.outcome.means': 'A name for all situations in which something is so.',
    'terms.party': 'party',
    'terms.party.means': 'Whoever decides: a government, a movement, a firm.',
    'terms.option': 'option',
    'terms.option.means': 'Something that one party can do or leave, at one of several levels.',
    'terms.wish': 'wish',
    'terms.wish.means': 'What a party wants to be so. The first wish on which two situations differ decides ' +
        'between them.',
    'terms.holds': 'holds',
    'terms.holds.means': 'Every party stays in it. That does not make it right. In the literature: equilibrium.',
    'terms.stays': 'stays',
    'terms.stays.means': 'It has no better move, or an answer would spoil each. In the literature: stable.',
    'terms.better-move': 'better move',
    'terms.better-move.means': 'A change that one party can make alone and that leads to something it prefers.',
    'terms.answer': 'answer',
    'terms.answer.means': 'What the other parties can do after a move, one after the other.',
    'terms.deterred': 'deterred',
    'terms.deterred.means': 'Every better move would be answered so that the party gains nothing.',
    'terms.sacrifice': 'sacrifice',
    'terms.sacrifice.means': 'A step that is worse for the party that takes it.',
    'terms.deal': 'deal',
    'terms.deal.means': 'A situation that nobody likes less than no agreement, that wastes nothing, and that ' +
        'everybody would keep.',
    'terms.reading': 'reading',
    'terms.reading.means': 'The model with its doubtful lines moved or left out, as often as their confidence says.',
    'terms.share': 'share',
    'terms.share.means': 'In how many of 100 readings something is so: no chance of an event.',
    'terms.nash': 'Nash',
    'terms.nash.means': 'No better move: a party stays because it has no better move at all, whatever others ' +
        'would answer.',
    'terms.seq': 'SEQ',
    'terms.seq.means': 'Sensible answers: a party stays because each better move would be spoiled by answers in ' +
        'the others’ own interest.',
    'terms.smr': 'SMR',
    'terms.smr.means': 'No escape: as GMR, and no further move of the party would undo the spoiling answer.',
    'terms.gmr': 'GMR',
    'terms.gmr.means': 'Any answer: a party stays because each better move could be spoiled by some answer, even ' +
        'one that costs those who give it.',
};
