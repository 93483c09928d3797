using System.Text;

namespace MySqlOps.Engine.Connect.Addresses;

/// <summary>Reads <c>mysql://user:password@host:port/?option=value</c>, the URI of MySQL Shell for the classic protocol.</summary>
/// <remarks>
/// Every part is percent-decoded. The database that may stand in the path is read over: a connection string from another program
/// goes on working, and no cmdlet works in a current database.
/// </remarks>
internal static class AddressUri
{
    private const string SchemeEnd = "://";
    private const string Scheme = "mysql";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The scheme that the text begins with; null when it is no URI. One letter is a drive, no scheme.</summary>
    public static string? SchemeOf(string text)
    {
        var end = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        return end > 1 && char.IsAsciiLetter(text[0]) && text[..end].All(static character => char.IsAsciiLetterOrDigit(character) || character is '+' or '-' or '.')
            ? text[..end]
            : null;
    }

    /// <summary>The length of a <c>mysql://</c> that the text begins with; 0 when it does not.</summary>
    public static int PrefixLength(string text) =>
        text.StartsWith(Scheme + SchemeEnd, StringComparison.OrdinalIgnoreCase) ? Scheme.Length + SchemeEnd.Length : 0;

    /// <summary>Reads the address.</summary>
    /// <param name="text">The whole URI.</param>
    /// <param name="scheme">The scheme that it begins with.</param>
    public static WrittenAddress Parse(string text, string scheme)
    {
        if (!scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Fail("the only scheme is mysql; an account whose password begins with // is written with the user in quotes");
        var rest = text[(scheme.Length + SchemeEnd.Length)..];
        var end = rest.IndexOfAny(['/', '?', '#']) is >= 0 and var index ? index : rest.Length;
        if (rest[end..].Contains('@', StringComparison.Ordinal))
            throw Fail("an @ stands behind the host; write / ? # @ in a password or an option as %2F %3F %23 %40");
        var (user, password) = ParseAccount(rest[..end], Fail);
        var endpoint = ParseEndpoint(rest[(rest[..end].LastIndexOf('@') + 1)..end], Fail);
        return WrittenAddressReader.Combine(user, password, endpoint, ParseQuery(rest[end..], Fail), Fail);

        Exception Fail(string problem) => AddressError.Create(text, problem);
    }

    private static (string? User, Secret? Password) ParseAccount(string authority, Func<string, Exception> fail)
    {
        var at = authority.LastIndexOf('@');
        if (at < 0)
            return (null, null);
        var colon = authority.IndexOf(':', 0, at);
        var user = Decode(authority[..(colon < 0 ? at : colon)], fail);
        if (user.Length == 0 || user.Any(char.IsControl))
            throw fail("the user's name before the @ is empty or has a control character");
        return (user, colon < 0 ? null : new Secret(Decode(authority[(colon + 1)..at], fail)));
    }

    /// <summary>The host and port; a host that decodes to a path is a socket, and no host means localhost.</summary>
    private static AddressEndpoint ParseEndpoint(string text, Func<string, Exception> fail)
    {
        if (text.Length == 0)
            return new AddressEndpoint(AddressEndpoint.LocalHost, null, null);
        return AddressEndpoint.Parse(Decode(text, fail), fail);
    }

    private static ConnectionOptions ParseQuery(string text, Func<string, Exception> fail)
    {
        var options = new ConnectionOptions();
        var start = text.IndexOf('?', StringComparison.Ordinal);
        if (text.Contains('#', StringComparison.Ordinal))
            throw fail("a # has no meaning in an address; in a password or an option it is written as %23");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in start < 0 ? [] : text[(start + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? pair : pair[..equals], fail).Replace('_', '-').ToLowerInvariant();
            var value = equals < 0 ? null : Decode(pair[(equals + 1)..], fail);
            options = options.With(name, value, fail) ?? throw fail($"there is no option {Quote(name)}; there are {ConnectionOptions.Names}");
            if (!seen.Add(name))
                throw fail($"the option {name} is given twice");
        }

        return options;
    }

    /// <summary>An option's name, unless it may be anything else: then part of a password has come to stand there.</summary>
    private static string Quote(string name) =>
        name.Length is > 0 and <= 40 && name.All(static character => char.IsAsciiLetter(character) || character == '-') ? $"'{name}'" : "of that name";

    /// <summary>Percent-decodes; what decodes to no text in UTF-8, or to a NUL, is an error.</summary>
    private static string Decode(string text, Func<string, Exception> fail)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                // Halves of a surrogate pair must be encoded together.
                var length = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text, i, length));
                i += length - 1;
            }
            else if (i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                throw fail("behind a % two hexadecimal digits must follow; a % itself is written as %25");
            }
        }

        return bytes.Contains((byte)0) ? throw fail("a %00 stands for no character that an address can have") : DecodeUtf8([.. bytes], fail);
    }

    private static string DecodeUtf8(byte[] bytes, Func<string, Exception> fail)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw fail("what is written with % is no text in UTF-8");
        }
    }
}
