using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MySqlOps.Engine.Connect.Addresses;

/// <summary>The part of an address that says where the server is.</summary>
/// <param name="Host">The host without brackets; null when only a socket is named.</param>
/// <param name="Port">The port; null when none is named.</param>
/// <param name="Socket">The Unix socket's path; null when none is named.</param>
internal sealed record AddressEndpoint(string? Host, int? Port, string? Socket)
{
    /// <summary>The one host that a socket can belong to.</summary>
    public const string LocalHost = "localhost";

    /// <summary>Reads <c>host[:port][:socket]</c>, <c>[IPv6][:port]</c>, <c>/socket</c>, <c>(/socket)</c> or <c>[/socket]</c>.</summary>
    /// <param name="text">The part behind the @.</param>
    /// <param name="fail">Makes the error of the whole address from a problem.</param>
    public static AddressEndpoint Parse(string text, Func<string, Exception> fail)
    {
        if (text.StartsWith('/'))
            return new AddressEndpoint(null, null, Path(text, fail));
        if (text.StartsWith('('))
            return text.EndsWith(')') ? new AddressEndpoint(null, null, Path(text[1..^1], fail)) : throw fail("the ( before the socket is not closed with a ) at the end");
        return text.StartsWith('[') ? ParseBracket(text, fail) : ParseHost(text, fail);
    }

    private static AddressEndpoint ParseBracket(string text, Func<string, Exception> fail)
    {
        var end = text.IndexOf(']', StringComparison.Ordinal);
        if (end < 0)
            throw fail("the [ is not closed with a ]");
        var inner = text[1..end];
        if (!inner.StartsWith('/'))
            return IsIPv6(inner) ? ParsePort(inner, text[(end + 1)..], fail) : throw fail("in the brackets stands neither an IPv6 address nor the path of a socket");
        return end == text.Length - 1 ? new AddressEndpoint(null, null, Path(inner, fail)) : throw fail("nothing may follow the socket's ]");
    }

    private static AddressEndpoint ParseHost(string text, Func<string, Exception> fail)
    {
        if (IsIPv6(text))
            throw fail("an IPv6 address must stand in brackets, as user@[::1]:3306");
        var end = text.IndexOf(':', StringComparison.Ordinal);
        var host = end < 0 ? text : text[..end];
        if (host.Length == 0)
            throw fail("it names no host");
        if (!host.All(static character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_'))
            throw fail("the host's name has a character that no host name has");
        return ParsePort(host, end < 0 ? "" : text[end..], fail);
    }

    /// <summary>Reads what may follow a name: <c>[:port][:socket]</c>.</summary>
    /// <param name="host">The name before it.</param>
    /// <param name="rest">Empty, or the rest with its colon.</param>
    /// <param name="fail">Makes the error of the whole address from a problem.</param>
    public static AddressEndpoint ParsePort(string host, string rest, Func<string, Exception> fail)
    {
        if (rest.Length == 0)
            return new AddressEndpoint(host, null, null);
        if (!rest.StartsWith(':'))
            throw fail("behind the host something else follows than a : and a port");
        var digits = rest[1..];
        if (digits.StartsWith('/'))
            return new AddressEndpoint(host, null, Path(digits, fail));
        var end = digits.IndexOf(':', StringComparison.Ordinal);
        var socket = end < 0 ? null : digits[(end + 1)..];
        if (!TryReadPort(end < 0 ? digits : digits[..end], out var port))
            throw fail("behind the : of the host stands no port from 1 to 65535");
        return new AddressEndpoint(host, port, socket is null ? null : Path(socket, fail));
    }

    /// <summary>Reads a port's number.</summary>
    public static bool TryReadPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= IPEndPoint.MinPort + 1 and <= IPEndPoint.MaxPort;

    /// <summary>A path as it can be a socket's: absolute.</summary>
    private static string Path(string text, Func<string, Exception> fail)
    {
        if (!text.StartsWith('/') || text.Length == 1)
            throw fail("the path of a socket must begin with a /");
        return text.Any(char.IsControl) ? throw fail("the path of the socket has a control character") : text;
    }

    /// <summary>True for an IPv6 address; behind a % its zone may be a name, which only the machine itself could look up.</summary>
    private static bool IsIPv6(string text)
    {
        var zone = text.IndexOf('%', StringComparison.Ordinal);
        var isZone = zone < 0 || (zone < text.Length - 1 && text[(zone + 1)..].All(static character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_'));
        var digits = zone < 0 ? text : text[..zone];
        return isZone
            && digits.Contains(':', StringComparison.Ordinal)
            && digits.All(static character => char.IsAsciiHexDigit(character) || character is ':' or '.')
            && IPAddress.TryParse(digits, out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6;
    }
}
