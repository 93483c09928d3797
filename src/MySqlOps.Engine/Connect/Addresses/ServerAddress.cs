using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect.Addresses;

/// <summary>What a user wrote to name a server, read but not looked up: no file is opened and no name is resolved.</summary>
/// <remarks>The forms are those of MySQL Utilities, and the URI of MySQL Shell: see <see cref="Forms"/>.</remarks>
internal abstract record ServerAddress
{
    /// <summary>The forms that an address has, for error messages and help.</summary>
    public const string Forms =
        "user[:password]@host[:port], user@[IPv6]:port, user@/path/to/socket, mysql://user[:password]@host[:port]/?ssl-mode=REQUIRED, file.cnf[group], or the name of a login path";

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text; blanks around it do not count.</param>
    /// <exception cref="MySqlOpsException">AddressInvalid: none of the forms. The message does not hold the password.</exception>
    public static ServerAddress Parse(string text)
    {
        var address = text.Trim();
        if (address.Length == 0)
            throw AddressError.Create(address, "it is empty");
        if (address.Contains('\0', StringComparison.Ordinal))
            throw AddressError.Create("", "it holds a NUL character");
        if (AddressUri.SchemeOf(address) is { } scheme)
            return AddressUri.Parse(address, scheme);
        if (address.Contains('@', StringComparison.Ordinal))
            return WrittenAddressReader.Parse(address);
        return OptionFileAddress.IsPath(address) ? OptionFileAddress.Read(address) : NamedAddress.Read(address);
    }
}
