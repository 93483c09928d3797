using System.Text;
using MySqlOps.Engine.Load.Files;
using MySqlOps.Engine.Load.Scripts;
using MySqlOps.Engine.Tests.Load.Files;

namespace MySqlOps.Engine.Tests.Load.Scripts;

/// <summary>What a script is cut into.</summary>
internal sealed class ReadScript
{
    public List<byte[]> Texts { get; } = [];

    public List<long> Lines { get; } = [];

    public List<long> Offsets { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>The statements as texts, in latin1, so that every byte shows.</summary>
    public IEnumerable<string> Statements => Texts.Select(Encoding.Latin1.GetString);

    public static Task<ReadScript> CutAsync(string script, ScriptSyntax? syntax = null, int piece = int.MaxValue) =>
        CutAsync(Encoding.UTF8.GetBytes(script), syntax, piece);

    public static async Task<ReadScript> CutAsync(byte[] script, ScriptSyntax? syntax = null, int piece = int.MaxValue)
    {
        var result = new ReadScript();
        await using var window = new ByteWindow(new SlowStream(script, piece), "test.sql");
        var reader = new SqlScriptReader(window, result.Warnings.Add) { Syntax = syntax ?? ScriptSyntax.Default };
        while (await reader.ReadAsync(CancellationToken.None) is { } statement)
        {
            result.Texts.Add(statement.Text.ToArray());
            result.Lines.Add(statement.Line);
            result.Offsets.Add(statement.Offset);
        }

        return result;
    }
}
