using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Compare.Definitions.Scratch;

/// <summary>Finds and changes the ENABLE or DISABLE of CREATE EVENT.</summary>
internal static class EventStatus
{
    /// <summary>The statement with another status.</summary>
    /// <param name="statement">CREATE EVENT.</param>
    /// <param name="status">ENABLE, DISABLE or DISABLE ON REPLICA.</param>
    /// <param name="before">What it was; ENABLE when it did not say.</param>
    public static string Set(string statement, string status, out string before)
    {
        before = "ENABLE";
        var tokens = SqlTokens.ReadScript(statement);
        var end = tokens.TakeWhile(token => !token.IsWord("DO")).Count();
        for (var i = 0; i < end; i++)
        {
            if (!tokens[i].IsWord("ENABLE") && !tokens[i].IsWord("DISABLE"))
                continue;
            var last = tokens[i].IsWord("DISABLE") && i + 2 < end && tokens[i + 1].IsWord("ON") ? i + 2 : i;
            before = statement[tokens[i].Start..tokens[last].End];
            return statement[..tokens[i].Start] + status + statement[tokens[last].End..];
        }

        var at = tokens.Take(end).FirstOrDefault(token => token.IsWord("COMMENT")) is { Length: > 0 } comment ? comment.Start : end < tokens.Count ? tokens[end].Start : statement.Length;
        return $"{statement[..at]}{status} {statement[at..]}";
    }
}
