/** Carries on what broke off. */
const GOES_ON = /^(?:\.{2,}|…)/;
/** Words that join a sentence to the one before it. */
const JOINS =
  /^(?:if (?:so|not)|however|therefore|thus|hence|instead|otherwise|moreover|furthermore|additionally|also|but|and|or|so|then|still|yet|nevertheless|nonetheless|consequently|accordingly|similarly|likewise|conversely|afterwards?|meanwhile|besides|rather|indeed|even|for (?:example|instance|this|that|these)|in (?:contrast|this|that|these|such|other words|addition|turn|fact)|on the (?:other hand|contrary)|as (?:a result|such|you can see)|because of (?:this|that)|by doing|that being said|to (?:do|solve|fix|address) (?:this|that|so)|the (?:former|latter|same|other|second|third))\b/i;
/** A pronoun that stands for what was named before, at the start or behind an opening phrase. */
const POINTS =
  /^(?:(?:\p{L}+ ){0,4}\p{L}+, )?(?:this|that|these|those|it|they|their|its|them|he|she|his|her|both|such|another)(?:['’]\p{L}+)?\b/iu;
/** What looks like it and points at nothing: "It is hard to say", "It takes two hours to". */
const EMPTY_IT = /^it(?:['’]s| is| was| takes| can be| may be) [^.,;]*\b(?:to|that|how|why|whether)\b/i;

/** Whether a sentence only makes sense with the one before it: it begins by joining it, or by pointing back at it. */
export const leansOnTheOneBefore = (sentence: string): boolean =>
  GOES_ON.test(sentence) || JOINS.test(sentence) || (POINTS.test(sentence) && !EMPTY_IT.test(sentence));
