package dev.sequitur.cli.command;

import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Failure;
import dev.sequitur.cli.gateway.Keys;
import dev.sequitur.local.command.LocalAccess;
import java.util.Optional;

/**
 * The key for the stack on this machine that was kept; a new one if there is none, or if it is not
 * accepted any more.
 */
public record LocalKeys(LocalAccess access) implements Keys {

  @Override
  public String key() {
    return access.rememberedKey().orElseGet(this::made);
  }

  @Override
  public Optional<String> another() {
    return Optional.of(made());
  }

  private String made() {
    try {
      return access.newKey();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(Exit.UNREACHABLE, "Interrupted.");
    }
  }
}
