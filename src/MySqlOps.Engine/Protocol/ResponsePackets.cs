using System.Text;

namespace MySqlOps.Engine.Protocol;

/// <summary>The packets that end something: OK and ERR.</summary>
internal static class ResponsePackets
{
    /// <summary>The first byte of an OK packet.</summary>
    public const byte Ok = 0x00;

    /// <summary>The first byte of the packet that ends the rows.</summary>
    public const byte End = 0xFE;

    /// <summary>The first byte of an error packet.</summary>
    public const byte Error = 0xFF;

    /// <summary>The first byte of the packet that asks for a LOCAL INFILE.</summary>
    public const byte LocalFile = 0xFB;

    private const int MoreResults = 0x0008;

    /// <summary>Reads an OK packet, or the one in its form that ends rows.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="hasMore">True when another result follows.</param>
    public static StatementOutcome ReadOk(ReadOnlySpan<byte> payload, out bool hasMore)
    {
        var reader = new PayloadReader(payload);
        _ = reader.Byte();
        var rows = reader.Number();
        _ = reader.Number();
        var status = reader.UInt16();
        var warnings = reader.UInt16();
        hasMore = (status & MoreResults) != 0;
        return new StatementOutcome(rows, warnings, ReadInfo(reader.Rest()));
    }

    // The documentation has the sentence fill the rest of the packet; servers write its length before it all the same.
    private static string ReadInfo(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(!text.IsEmpty && text[0] == text.Length - 1 ? text[1..] : text);

    /// <summary>Reads an EOF packet, which a server without the newer form sends.</summary>
    public static StatementOutcome ReadEof(ReadOnlySpan<byte> payload, out bool hasMore)
    {
        var reader = new PayloadReader(payload);
        _ = reader.Byte();
        var warnings = reader.UInt16();
        hasMore = (reader.UInt16() & MoreResults) != 0;
        return new StatementOutcome(0, warnings, "");
    }

    /// <summary>Reads an error packet.</summary>
    public static WireException ReadError(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        _ = reader.Byte();
        var number = reader.UInt16();
        var text = reader.Rest();

        // Before the login is through, a server may leave the SQLSTATE away.
        return text.Length >= 6 && text[0] == (byte)'#'
            ? new WireException(number, Encoding.ASCII.GetString(text[1..6]), Encoding.UTF8.GetString(text[6..]))
            : new WireException(number, "HY000", Encoding.UTF8.GetString(text));
    }
}
