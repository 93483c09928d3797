using System.Globalization;
using System.Text;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>
/// Gives objects the names of their files. ASCII letters, digits, - and _ stand for themselves and all else is percent-encoded, so that every file system takes them; names that differ
/// only in case get different files, and so do names too long for a file. One instance gives each name once. What a file is called says nothing: the manifest says which is whose.
/// </summary>
internal sealed class FileStems
{
    /// <summary>The longest file name that is made, the suffixes included; file systems that encrypt names take no more than 143 bytes.</summary>
    private const int LongestName = 120;

    /// <summary>What may follow: a kind, or a number with .tsv.gz, and .partial; and a number that tells apart.</summary>
    private const int RoomForSuffixes = 36;

    private static readonly HashSet<string> DeviceNames = new(
        [
            "CON", "PRN", "AUX", "NUL",
            .. Enumerable.Range(0, 10).Select(i => string.Create(CultureInfo.InvariantCulture, $"COM{i}")),
            .. Enumerable.Range(0, 10).Select(i => string.Create(CultureInfo.InvariantCulture, $"LPT{i}")),
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A stem that no other object has.</summary>
    /// <param name="name">The object's bare name.</param>
    public string Give(string name)
    {
        var (text, isWhole) = Encode(name);
        if (isWhole && _given.Add(text))
            return text;

        // The tilde is never in an encoded name, so no other object can have been called so.
        string stem;
        var number = 2;
        do
            stem = string.Create(CultureInfo.InvariantCulture, $"{text}~{number++}");
        while (!_given.Add(stem));
        return stem;
    }

    private static (string Text, bool IsWhole) Encode(string name)
    {
        var text = new StringBuilder();
        foreach (var part in Encoding.UTF8.GetBytes(name))
        {
            // Windows takes CON and the like for devices, whatever follows a dot.
            var isPlain = (char.IsAsciiLetterOrDigit((char)part) || part is (byte)'-' or (byte)'_') && !(text.Length == 0 && DeviceNames.Contains(name));
            var piece = isPlain ? ((char)part).ToString() : string.Create(CultureInfo.InvariantCulture, $"%{part:X2}");
            if (text.Length + piece.Length > LongestName - RoomForSuffixes)
                return (text.ToString(), false);
            text.Append(piece);
        }

        return (text.ToString(), true);
    }
}
