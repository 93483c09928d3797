using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect;

/// <summary>Asks what an account may be forbidden to see: then it is a warning that names the privilege, and the work goes on.</summary>
internal sealed class PrivilegeGuard(MySqlServer server, IOperationObserver observer)
{
    /// <summary>Asks.</summary>
    /// <param name="what">What is asked for, as the subject of a sentence.</param>
    /// <param name="privilege">The privilege that it needs: a global one, or with ON and its object.</param>
    /// <param name="ask">The question.</param>
    /// <param name="forbidden">The answer when it is forbidden.</param>
    public async Task<T> AskAsync<T>(string what, string privilege, Func<Task<T>> ask, T forbidden)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            var grant = privilege.Contains(" ON ", StringComparison.Ordinal) ? privilege : $"{privilege} ON *.*";
            observer.Warning($"{server}: {what} can't be seen without the privilege {privilege}. Have it granted: GRANT {grant} TO the account {server.User}.");
            return forbidden;
        }
    }
}
