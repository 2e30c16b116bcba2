package dev.sequitur.kit.egress;

import java.net.InetAddress;

/** What kind of place an address is. */
public enum AddressClass {
  /** A unicast address of the public internet. */
  PUBLIC,
  /** A private network or this machine: for workspaces that may call such addresses. */
  PRIVATE,
  /** Never a target: link-local and metadata services, multicast, unspecified, reserved. */
  FORBIDDEN;

  private static final Range[] FORBIDDEN_V4 = {
    range(0x00000000, 8), // this network
    range(0xA9FE0000, 16), // link-local, metadata services among it
    range(0xC0000000, 24), // protocol assignments
    range(0xC0000200, 24), // documentation
    range(0xC0586300, 24), // 6to4 relays
    range(0xC6120000, 15), // benchmarks
    range(0xC6336400, 24), // documentation
    range(0xCB007100, 24), // documentation
    range(0xE0000000, 4), // multicast
    range(0xF0000000, 4), // reserved, broadcast
    range(0xA83F8110, 32), // a cloud's wire server
    range(0x646464C8, 32), // a cloud's metadata service
  };

  private static final Range[] PRIVATE_V4 = {
    range(0x0A000000, 8),
    range(0xAC100000, 12),
    range(0xC0A80000, 16),
    range(0x7F000000, 8),
    range(0x64400000, 10), // carrier-grade NAT
  };

  /** An IPv4 network: the address and the bits that must agree. */
  private record Range(int network, int mask) {
    boolean holds(int address) {
      return (address & mask) == network;
    }
  }

  private static Range range(int network, int bits) {
    return new Range(network, -1 << (32 - bits));
  }

  /** Classifies an address; one that carries an IPv4 address within it counts as that. */
  public static AddressClass of(InetAddress address) {
    var bytes = address.getAddress();
    return bytes.length == 4 ? v4(word(bytes, 0)) : v6(bytes);
  }

  private static AddressClass v4(int address) {
    for (var range : FORBIDDEN_V4) {
      if (range.holds(address)) {
        return FORBIDDEN;
      }
    }
    for (var range : PRIVATE_V4) {
      if (range.holds(address)) {
        return PRIVATE;
      }
    }
    return PUBLIC;
  }

  private static AddressClass v6(byte[] bytes) {
    var first = word(bytes, 0);
    var middleEmpty = word(bytes, 4) == 0;
    var third = word(bytes, 8);
    var last = word(bytes, 12);
    if (first == 0 && middleEmpty && third == 0x0000FFFF) {
      return v4(last); // IPv4-mapped
    }
    if (first == 0x0064FF9B && middleEmpty && third == 0) {
      return v4(last); // NAT64
    }
    if (first == 0 && middleEmpty && third == 0 && last == 1) {
      return PRIVATE; // loopback
    }
    if ((first >>> 25) == (0xFC >>> 1)) {
      var metadata = first == 0xFD000EC2 && middleEmpty && third == 0 && last == 0x254;
      return metadata ? FORBIDDEN : PRIVATE; // unique local
    }
    return isGlobalUnicast(first) ? PUBLIC : FORBIDDEN;
  }

  /** Within 2000::/3 and none of the ranges there that lead elsewhere. */
  private static boolean isGlobalUnicast(int first) {
    var special =
        (first >>> 9) == (0x20010000 >>> 9) // 2001::/23: Teredo, ORCHID, benchmarks
            || first == 0x20010DB8 // documentation
            || (first >>> 16) == 0x2002 // 6to4
            || (first >>> 12) == 0x3FFF0; // documentation
    return (first >>> 29) == 1 && !special;
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }
}
