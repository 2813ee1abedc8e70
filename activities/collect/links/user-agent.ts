/** The name under which robots.txt may address us. */
export const ROBOTS_NAME = "LLMTwinBot";

/** Who we say we are at every site. */
export const USER_AGENT = `${ROBOTS_NAME}/0.1 (collects the articles of authors who agreed to it; respects robots.txt)`;
