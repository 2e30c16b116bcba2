package dev.sequitur.kit.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks names up. May block. */
@FunctionalInterface
public interface Resolver {
  InetAddress[] lookup(String host) throws UnknownHostException;
}
