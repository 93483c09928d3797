using System.Text;
using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect.LoginPaths;

/// <summary>What a login path must be so that the file carries it and MySQL's programs read back the same.</summary>
internal static class LoginPathRules
{
    /// <summary>Checks a login path before it is written.</summary>
    /// <exception cref="MySqlOpsException">LoginPathInvalid; the message does not hold the password.</exception>
    public static void Check(LoginPath path)
    {
        CheckName(path.Name);
        CheckValue(path.Name, "user", path.User);
        CheckValue(path.Name, "password", path.Password?.Reveal());
        CheckValue(path.Name, "host", path.Host);
        CheckValue(path.Name, "socket", path.Socket);
        if (path.Port is < 1 or > ushort.MaxValue)
            throw Invalid($"The port of the login path '{path.Name}' is not from 1 to 65535.");
        if (LoginPathLines.Write(path).Any(static line => line.Length > LoginPathCipher.MaxLineBytes))
            throw Invalid($"A value of the login path '{path.Name}' is too long: not all of MySQL's programs read lines of more than {LoginPathCipher.MaxLineBytes} bytes.");
    }

    private static void CheckName(string name)
    {
        if (!IsText(name) || !NamedAddress.CanName(name))
            throw Invalid("The name of a login path can't be empty, begin or end with a blank, look like the path of a file, or hold any of / \\ @ : [ ] or a control character.");

        // The client programs trim a name as Latin-1, where this byte is a blank: [à] comes back as half a letter.
        if (Encoding.UTF8.GetBytes(name)[^1] == 0xA0)
            throw Invalid($"MySQL's programs can't read back the name '{name}': its last character ends with the byte A0 in UTF-8. Choose another name.");
    }

    private static void CheckValue(string name, string what, string? value)
    {
        if (value is not null && (!IsText(value) || value.Contains('\0', StringComparison.Ordinal)))
            throw Invalid($"The {what} of the login path '{name}' holds a NUL or half of a character, which the login-path file can't carry.");
    }

    /// <summary>True when every character is a whole one.</summary>
    private static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (++i == text.Length || !char.IsSurrogatePair(text[i - 1], text[i])))
                return false;
        }

        return true;
    }

    private static MySqlOpsException Invalid(string message) => new(ErrorId.LoginPathInvalid, message);
}
