using System.Buffers;
using System.Text;

namespace MySqlOps.Engine.Dump.Definitions;

/// <summary>
/// Scripts as strings that give back every byte. A script is UTF-8 but for the bodies of objects that were made by a client with another character set: those the server reads in
/// that set, and so they stand there in it. A byte that is no UTF-8 becomes one unpaired surrogate, U+DC80 for 0x80 and so on, which UTF-8 itself never yields.
/// </summary>
internal static class ScriptText
{
    private const char Escape = '\uDC00';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes as a string.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            // As far as it is UTF-8, all at once.
            var valid = CountValid(bytes);
            text.Append(Strict.GetString(bytes[..valid]));
            if (valid < bytes.Length)
                text.Append((char)(Escape + bytes[valid++]));
            bytes = bytes[valid..];
        }

        return text.ToString();
    }

    /// <summary>The string as bytes: those that <see cref="Decode"/> read, and UTF-8 for any other text.</summary>
    public static byte[] Encode(string text)
    {
        var bytes = new ArrayBufferWriter<byte>(text.Length + 1);
        for (var start = 0; start < text.Length;)
        {
            var end = FindEscape(text, start);
            Strict.GetBytes(text.AsSpan(start, end - start), bytes);
            if (end < text.Length)
                bytes.Write([(byte)(text[end++] - Escape)]);
            start = end;
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static int CountValid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var used) == OperationStatus.Done)
            at += used;
        return at;
    }

    private static int FindEscape(string text, int start)
    {
        var at = start;
        while (at < text.Length && !(text[at] is >= '\uDC80' and <= '\uDCFF' && (at == 0 || !char.IsHighSurrogate(text[at - 1]))))
            at++;
        return at;
    }
}
