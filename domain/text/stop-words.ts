/**
 * English words that say nothing about a subject, in lower case and as a search engine splits them ("don't" is "don"
 * and "t"): articles, pronouns, prepositions, conjunctions, auxiliaries, and the words that questions open with.
 */
export const searchStopWords: ReadonlySet<string> = new Set(
  `a about above after again against all also am an and any are as at be because been before being below between both
  but by can could d did do does doing don down during each few for from further had has have having he her here hers
  him his how i if in into is it its just ll m me more most my no nor not of off on once only or other our out over
  own re s same she should so some such t than that the their theirs them then there these they this those through to
  too under until up us ve very was we were what when where which while who whom why will with would you your
  yours`.split(/\s+/),
);
