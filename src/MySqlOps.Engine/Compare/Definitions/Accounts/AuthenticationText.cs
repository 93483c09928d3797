using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MySqlOps.Engine.Compare.Definitions.Accounts;

/// <summary>An account's statement for reading: without what its password is checked against, from which a weak password can be found.</summary>
internal static partial class AuthenticationText
{
    /// <summary>The statement with a short mark in that place, which is another for another password.</summary>
    public static string Hide(string statement) => Pattern().Replace(statement, static match =>
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups["string"].Value));
        return $"{match.Groups["before"].Value}'<password {Convert.ToHexStringLower(hash.AsSpan(0, 3))}>'";
    });

    [GeneratedRegex("(?<before>IDENTIFIED (?:VIA|WITH) [^ ]+ (?:AS|USING) )(?<string>0x[0-9A-Fa-f]+|'(?:[^'\\\\]|''|\\\\.)*')", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
