namespace MySqlOps.Engine.Connect.Addresses;

/// <summary>An address that is only a name: of a login path, or, with a credential, of a host.</summary>
/// <param name="Name">The name; an IPv6 address stands without its brackets.</param>
/// <param name="Port">The port, which counts before that of the login path; null when none is written.</param>
/// <param name="Socket">The socket, which counts before that of the login path; null when none is written.</param>
internal sealed record NamedAddress(string Name, int? Port, string? Socket) : ServerAddress
{
    /// <summary>Reads <c>name[:port][:socket]</c>.</summary>
    public static NamedAddress Read(string text)
    {
        var endpoint = text.StartsWith('[') ? AddressEndpoint.Parse(text, Fail) : ReadName(text);
        return endpoint.Host is { } host ? new NamedAddress(host, endpoint.Port, endpoint.Socket) : throw Fail("a socket needs a user before it, as user@/path/to/socket");

        Exception Fail(string problem) => AddressError.Create(text, problem);

        AddressEndpoint ReadName(string all)
        {
            var end = all.IndexOf(':', StringComparison.Ordinal);
            var name = end < 0 ? all : all[..end];
            if (!CanName(name))
                throw Fail("the name is empty or has one of the characters / \\ @ : [ ] or a control character");
            return AddressEndpoint.ParsePort(name, end < 0 ? "" : all[end..], Fail);
        }
    }

    /// <summary>True for a name that, given as an address, means the login path of that name.</summary>
    public static bool CanName(string name) =>
        name.Trim().Length == name.Length
        && name.Length > 0
        && !name.Any(static character => char.IsControl(character) || character is '/' or '\\' or '@' or ':' or '[' or ']')
        && !OptionFileAddress.IsPath(name);
}
