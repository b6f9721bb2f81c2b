package fetch

import (
	"fmt"
	"net/netip"
	"slices"
)

// errMetadata refuses what no operator means by "the intranet".
var errMetadata = fmt.Errorf("%w of a cloud's metadata", ErrPrivate)

// metadata says whether an address, in whatever form of IPv6 it is written, is one at which the machines of a cloud are
// told their passwords. Those stay shut with AllowPrivate, too: that is given for a page, and the page names pictures.
func metadata(ip netip.Addr) bool {
	ip = ip.WithZone("").Unmap()
	if ip.Is6() {
		b := ip.As16()
		// NAT64, IPv4-compatible and IPv4-translated addresses end with the IPv4 one, 6to4 has it behind its prefix.
		if holdsMetadata(b[12:16]) || b[0] == 0x20 && b[1] == 0x02 && holdsMetadata(b[2:6]) {
			return true
		}
	}
	return slices.Contains(metadataAddresses, ip.String())
}

func holdsMetadata(b []byte) bool {
	return slices.Contains(metadataAddresses, netip.AddrFrom4([4]byte(b)).String())
}

// metadataAddresses are those of Amazon (the machine, its containers, its pods), of Google, Microsoft and most others
// (the first), of Alibaba, and of Oracle.
var metadataAddresses = []string{
	"169.254.169.254", "169.254.170.2", "169.254.170.23", "fd00:ec2::254", "fd00:ec2::23", "100.100.100.200", "192.0.0.192",
}
