namespace MySqlOps.Engine.Connect.Addresses;

/// <summary>Reads <c>user[:password]@host[:port][:socket]</c>, as MySQL Utilities took it.</summary>
/// <remarks>The last @ separates, so a password may hold one; the first : before it ends the user, who may stand in quotes.</remarks>
internal static class WrittenAddressReader
{
    /// <summary>Reads the address.</summary>
    /// <param name="text">A text with an @.</param>
    public static WrittenAddress Parse(string text)
    {
        var at = text.LastIndexOf('@');
        var (user, password) = ParseAccount(text[..at], Fail);
        return Combine(user, password, AddressEndpoint.Parse(text[(at + 1)..], Fail), new ConnectionOptions(), Fail);

        Exception Fail(string problem) => AddressError.Create(text, problem);
    }

    /// <summary>Puts the parts of an address together, once each of them is read.</summary>
    public static WrittenAddress Combine(string? user, Secret? password, AddressEndpoint endpoint, ConnectionOptions options, Func<string, Exception> fail)
    {
        var host = endpoint.Host ?? AddressEndpoint.LocalHost;
        var socket = endpoint.Socket ?? options.Socket;
        if (socket is not null && !host.Equals(AddressEndpoint.LocalHost, StringComparison.OrdinalIgnoreCase))
            throw fail("a socket is on this machine, so the host before it can only be localhost");
        return new WrittenAddress { User = user, Password = password, Host = host, Port = endpoint.Port, Socket = socket, Options = options };
    }

    private static (string User, Secret? Password) ParseAccount(string text, Func<string, Exception> fail)
    {
        var (user, rest) = text is ['\'' or '"', ..] ? Unquote(text, fail) : Split(text);
        if (user.Length == 0)
            throw fail("it names no user before the @");
        return user.Any(char.IsControl) ? throw fail("the user's name has a control character") : (user, rest is null ? null : new Secret(rest));
    }

    private static (string User, string? Password) Split(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static (string User, string? Password) Unquote(string text, Func<string, Exception> fail)
    {
        var end = text.IndexOf(text[0], 1);
        if (end < 0)
            throw fail("the quote before the user's name is not closed");
        var user = text[1..end];
        var rest = text[(end + 1)..];
        if (rest.Length == 0)
            return (user, null);
        return rest.StartsWith(':') ? (user, rest[1..]) : throw fail("behind the quoted user stands neither a : nor the @");
    }
}
