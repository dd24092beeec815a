"""What an advert says: terms, places, pay, employment type and work mode, each with the words that show it."""
