package dev.sequitur.gateway.access;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has proved who they are.
 *
 * @param principal a person's user name, {@code key:} and a key's name, or {@code client:}, an
 *     issuer's name, a slash and what that issuer calls its client
 * @param roles by workspace
 * @param session which session this is; null for a machine
 * @param scope the permissions that a key is confined to; null = all of its role
 * @param quota whose requests are counted together: an account's, or one key's
 */
public record Identity(
    String principal,
    Map<String, Role> roles,
    @Nullable String session,
    @Nullable Set<String> scope,
    String quota) {

  public Identity {
    roles = Map.copyOf(roles);
    scope = scope == null ? null : Set.copyOf(scope);
  }

  /** A person with a session. */
  public static Identity account(String name, Map<String, Role> roles, String session) {
    return new Identity(name, roles, session, null, "account/" + name);
  }

  /** A machine with a key. */
  public static Identity key(
      String id, String name, String workspace, Role role, @Nullable Set<String> scope) {
    return new Identity("key:" + name, Map.of(workspace, role), null, scope, "key/" + id);
  }

  /** A machine as one of the issuers knows it: two issuers may call theirs alike. */
  public record Client(String issuer, String name, String subject) {}

  /** A machine with a token of an issuer. */
  public static Identity client(Client client, Map<String, Role> roles) {
    var principal = "client:" + client.issuer() + "/" + client.name();
    var quota = "client/" + client.issuer() + "/" + client.subject();
    return new Identity(principal, roles, null, null, quota);
  }

  /** {@code account}, {@code api-key} or {@code client}. */
  public String kind() {
    if (isSession()) {
      return "account";
    }
    return principal.startsWith("client:") ? "client" : "api-key";
  }

  /** Whether a browser sends the proof by itself, so that another site could make it do so. */
  public boolean isSession() {
    return session != null;
  }

  /** The role in a workspace; null if it is none of theirs. */
  public @Nullable Role in(@Nullable String workspace) {
    return workspace == null ? null : roles.get(workspace);
  }

  /** Where entries about them belong that concern no workspace. */
  public String home() {
    return roles.size() == 1 ? roles.keySet().iterator().next() : "default";
  }
}
