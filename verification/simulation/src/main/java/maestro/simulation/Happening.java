package maestro.simulation;

/** Something that happens by itself from a certain time on: a message arrives, a fault begins or ends. */
record Happening(long due, Runnable what) implements Turn {}
