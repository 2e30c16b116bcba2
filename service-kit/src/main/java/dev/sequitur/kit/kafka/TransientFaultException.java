package dev.sequitur.kit.kafka;

/** A fault that passes, said by the code that knows it. */
public final class TransientFaultException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TransientFaultException(String reason) {
    super(reason);
  }
}
