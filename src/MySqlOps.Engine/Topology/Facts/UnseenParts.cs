using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Topology.Facts;

/// <summary>What an account may not see of one server, with the privilege that each part needs.</summary>
/// <param name="user">The account's user.</param>
internal sealed class UnseenParts(string user)
{
    private readonly List<string> _sentences = [];

    /// <summary>A sentence for each part that was forbidden.</summary>
    public IReadOnlyList<string> Sentences => _sentences;

    /// <summary>Asks for a part.</summary>
    /// <param name="what">The part, as the subject of a sentence.</param>
    /// <param name="privilege">The privilege that it needs: a global one, or with ON and its object.</param>
    /// <param name="ask">The question.</param>
    /// <param name="forbidden">The answer when it is forbidden.</param>
    public async Task<T?> AskAsync<T>(string what, string privilege, Func<Task<T?>> ask, T? forbidden)
        where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            _sentences.Add($"{user} may not see {what}: that takes the privilege {privilege}{(privilege.Contains(" ON ", StringComparison.Ordinal) ? "" : " ON *.*")}.");
            return forbidden;
        }
    }
}
