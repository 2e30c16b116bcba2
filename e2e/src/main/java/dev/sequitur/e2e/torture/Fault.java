package dev.sequitur.e2e.torture;

/** Something that goes wrong, and comes right again before it returns. */
interface Fault {

  /** For counting: faults of one kind differ in their victim. */
  String kind();

  /** What exactly, for the log. */
  String name();

  void strike() throws Exception;

  static Fault of(String kind, String name, Strike strike) {
    return new Fault() {
      @Override
      public String kind() {
        return kind;
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public void strike() throws Exception {
        strike.strike();
      }
    };
  }

  /** What is done. */
  interface Strike {
    void strike() throws Exception;
  }
}
