using System.Globalization;
using System.Text;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>Names as they stand in files (manual 11.2.4): <c>@002d</c> is a hyphen. MySQL 8 decodes them itself, MariaDB does not.</summary>
internal static class TablespaceFileName
{
    private const int CodeLength = 4;

    /// <summary>The name with its four-digit codes decoded. The two-character codes of some letters (<c>@1o</c> for ü) stay as they are.</summary>
    public static string Decode(string name)
    {
        var text = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '@'
                && i + CodeLength < name.Length
                && ushort.TryParse(name.AsSpan(i + 1, CodeLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                i += CodeLength;
            }
            else
            {
                text.Append(name[i]);
            }
        }

        return text.ToString();
    }
}
