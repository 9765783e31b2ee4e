/* The program: dispatch by the table of commands. */
int main(void)
{
    return 0;
}
