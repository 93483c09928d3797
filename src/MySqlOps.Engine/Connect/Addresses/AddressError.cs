using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect.Addresses;

/// <summary>The error of an address that can't be read. It shows of the text only what can't be a password.</summary>
internal static class AddressError
{
    private const string Mask = "***";

    /// <summary>Makes the error.</summary>
    /// <param name="text">The address, as it was given.</param>
    /// <param name="problem">At what the reading failed, without any of the text that may be a password.</param>
    public static MySqlOpsException Create(string text, string problem)
    {
        var shown = Show(text);
        return new MySqlOpsException(ErrorId.AddressInvalid, $"The server address '{shown}' can't be read: {problem}. An address is {ServerAddress.Forms}.", shown);
    }

    /// <summary>
    /// The text without what may be a password: all before the last @, and all behind the first character that no name or path has.
    /// Where there is no @ someone may have forgotten it, so a : ends what is shown there too.
    /// </summary>
    public static string Show(string text)
    {
        var rest = text[AddressUri.PrefixLength(text)..];
        var at = rest.LastIndexOf('@');
        if (at < 0 && rest.Length < text.Length)
            return text[..^rest.Length] + Mask;
        var length = at + 1;
        while (length < rest.Length && (char.IsLetterOrDigit(rest[length]) || rest[length] is '.' or '-' or '_' or '~' or '/' or '\\'))
            length++;
        return text[..^rest.Length] + (at < 0 ? "" : Mask) + rest[Math.Max(at, 0)..length] + (length < rest.Length ? Mask : "");
    }
}
