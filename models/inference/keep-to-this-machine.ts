/**
 * ONNX Runtime, from 1.30 on, may report its use to its maker and keep an id of this machine in the home folder, unless
 * this variable says no. A file that has it loaded imports this one first, also where a thread will load it: a thread's
 * own environment is a copy that the library does not see. Who wants the reports sets the variable to 0.
 */
process.env["ORT_DISABLE_TELEMETRY"] ??= "1";
