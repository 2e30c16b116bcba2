package dev.sequitur.rule;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jboss.logging.Logger;

/** The roles of this replica. */
@ApplicationScoped
public class Roles {

  private static final Logger LOG = Logger.getLogger(Roles.class);

  private final Set<Role> roles;

  Roles(RuleConfig config) {
    roles = Set.copyOf(config.roles());
    if (roles.size() < Role.values().length) {
      LOG.infof("this replica has the role %s alone", roles);
    }
  }

  public boolean include(Role role) {
    return roles.contains(role);
  }
}
