using System.Buffers.Text;
using System.IO.Compression;
using System.Text;

namespace MySqlOps.Engine.Failover.Journal;

/// <summary>A text that a member keeps.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Text">The text.</param>
internal sealed record MemberNote(long Number, string Text)
{
    /// <summary>The texts that are whole, of each number the newest, the highest number first.</summary>
    public static IReadOnlyList<MemberNote> Join(IEnumerable<MemberNotePart> parts) =>
    [
        .. parts
            .GroupBy(static part => (part.Number, part.Version))
            .Where(static text => text.Select(static part => part.Place).Order().SequenceEqual(Enumerable.Range(1, text.First().Parts)))
            .GroupBy(static text => text.Key.Number)
            .OrderByDescending(static same => same.Key)
            .Select(static same => same.MaxBy(static text => text.Key.Version)!)
            .Select(static text => (text.Key.Number, Text: Unpack(string.Concat(text.OrderBy(static part => part.Place).Select(static part => part.Data)))))
            .Where(static note => note.Text is not null)
            .Select(static note => new MemberNote(note.Number, note.Text!)),
    ];

    /// <summary>A text in letters that a host's name may have, and fewer of them.</summary>
    public static string Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var packing = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            packing.Write(Encoding.UTF8.GetBytes(text));
        return Base64Url.EncodeToString(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <summary>The text; null for what was not packed by <see cref="Pack"/>.</summary>
    public static string? Unpack(string packed)
    {
        try
        {
            using var unpacking = new DeflateStream(new MemoryStream(Base64Url.DecodeFromChars(packed)), CompressionMode.Decompress);
            using var reader = new StreamReader(unpacking, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            return null;
        }
    }
}
